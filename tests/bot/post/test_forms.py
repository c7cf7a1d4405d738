import pytest

from bot.post.charts import charts
from bot.post.forms import Form, made
from bot.post.telegram import post_parts
from flows.summary import compile_summary
from tests.bot.post.reviewed import REVIEWED
from tests.bot.post.samples import ANSWERS, EVENT, FLOW, MEANING, MOOD, allowed


def test_each_form_has_an_ending_of_its_own() -> None:
    assert {form: form.ending for form in Form} == {
        Form.PICTURE: ".png",
        Form.HTML: ".html",
        Form.FRAGMENT: "-fragment.html",
        Form.MARKDOWN: ".md",
        Form.PDF: ".pdf",
        Form.DOCX: ".docx",
    }


def test_each_form_is_what_its_ending_says() -> None:
    begins = {form: made(form, REVIEWED, "de")[:5] for form in Form}
    assert begins == {
        Form.PICTURE: b"\x89PNG\r",
        Form.HTML: b"<!doc",
        Form.FRAGMENT: b"<div ",
        Form.MARKDOWN: b"# Net",
        Form.PDF: b"%PDF-",
        Form.DOCX: b"PK\x03\x04\x14",
    }


FIRST_DAY = [one for one in ANSWERS if one.question_id in {MEANING.id, MOOD.id}]
BEFORE_THE_SECOND_DAY = compile_summary(
    EVENT,
    FLOW,
    FIRST_DAY,
    joined=5,
    to_come=[2],
    quotes=allowed(FIRST_DAY),
    closing="Morgen mehr.",
)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(post_parts(BEFORE_THE_SECOND_DAY, "de")),
        made(Form.HTML, BEFORE_THE_SECOND_DAY, "de").decode(),
        made(Form.MARKDOWN, BEFORE_THE_SECOND_DAY, "de").decode(),
    ],
)
def test_a_day_that_was_not_open_yet_stands_in_no_form(text: str) -> None:
    assert "Tag 1:" in text
    assert "Morgen mehr." in text
    assert not [word for word in ("Tag 2:", "Was bleibt", "Keine Antworten") if word in text]


def test_of_a_day_that_was_not_open_yet_nothing_is_drawn() -> None:
    shown = charts(BEFORE_THE_SECOND_DAY, "de").charts
    assert {str(chart.place)[:5] for chart in shown} == {"Tag 1"}
