"""Working on a summary in the chat."""

import pytest

from bot.messages.own_words import LONGEST
from bot.messages.wording import in_language
from bot.service import summarising
from bot.service.exporting import answer_table
from flows.attribution import Attribution
from flows.ids import FlowId
from flows.library import library_flow
from flows.workshop import Role
from tests.bot.arranging import Arranged, arrange, at, known
from tests.bot.chatting import Chat
from tests.bot.sentences import allow
from tests.bot.test_hearing import statements


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


@pytest.fixture
def answered(workshop: Arranged) -> Arranged:
    """Three people have answered the first question of day 1."""
    people = [
        workshop.joins("Amira Haddad", Attribution.FIRST_NAME),
        workshop.joins("Leo Lind", Attribution.UNNAMED),
        workshop.joins("Dilan Yavuz", Attribution.NOT_QUOTED),
        workshop.joins("Oksana K.", Attribution.FULL_NAME, language="en"),
    ]
    workshop.wakes(at(30, "17:00"))
    for human, words in zip(people, ("Sich kennen.", "Zuhören.", "Geheim."), strict=False):
        human.says(words)
    allow(workshop)
    return workshop


def test_the_overview_says_where_the_summary_stands(answered: Arranged) -> None:
    answered.jonna.says("/summary")

    overview = answered.jonna.last
    assert overview.text == (
        "<b>Zusammenfassung: Netzwerkarbeit</b> (noch nicht veröffentlicht)\n"
        "4 dabei, 3 haben geantwortet, 3 Antworten\n"
        "\n"
        "Tag 1: läuft noch\n"
        "\n"
        "Zitate: 2 erlaubt\n"
        "Fehlt noch: Einleitung und Schluss"
    )
    assert overview.labels == [
        ["Frage wählen", "Zitate"],
        ["Einleitung", "Schluss"],
        ["Vorschau", "HTML-Datei"],
        ["Prüfen"],
    ]
    assert "style" not in overview.button("Prüfen")


def test_answers_carry_the_name_their_author_chose_and_can_be_left_out(
    answered: Arranged,
) -> None:
    answered.jonna.says("/summary")
    answered.jonna.presses("Frage wählen")
    assert "1 Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor? (3)" in (
        answered.jonna.last.text
    )
    answered.jonna.presses("Tag 1, Frage 1")

    page = answered.jonna.last
    assert page.text == (
        "Tag 1, Frage 1\n"
        "<b>Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?</b>\n"
        "3 Antworten.\n"
        "\n"
        "1 Sich kennen. – <i>Amira</i>\n"
        "\n"
        "2 Zuhören. – <i>ohne Namen</i>\n"
        "\n"
        "3 Geheim. – <i>nicht zitieren</i>"
    )
    assert page.labels == [["1 weglassen", "2 weglassen"], ["Frage wählen"], ["Übersicht"]]

    answered.jonna.presses("1 weglassen")
    assert "1 weggelassen: <s>Sich kennen. – <i>Amira</i></s>" in answered.jonna.last.text
    answered.jonna.presses("Übersicht")
    assert "Zitate: 1 erlaubt\n1 Antwort weggelassen" in answered.jonna.last.text
    answered.jonna.presses("Vorschau")
    assert "Sich kennen." not in answered.jonna.sees()[-2].text

    answered.jonna.presses("Übersicht")
    answered.jonna.presses("Frage wählen")
    answered.jonna.presses("Tag 1, Frage 1")
    answered.jonna.presses("1 aufnehmen")
    assert "1 Sich kennen. – <i>Amira</i>" in answered.jonna.last.text


def test_many_answers_come_in_pages_and_a_long_one_is_read_in_full(workshop: Arranged) -> None:
    people = [workshop.joins(f"Mensch {n}", Attribution.UNNAMED) for n in range(1, 19)]
    workshop.wakes(at(30, "17:00"))
    long = " ".join(f"Wort{n}" for n in range(200))
    for n, human in enumerate(people, 1):
        human.says(long if n == 1 else f"Antwort {n}")

    workshop.jonna.says("/summary")
    workshop.jonna.presses("Frage wählen")
    workshop.jonna.presses("Tag 1, Frage 1")

    assert "1–8 von 18" in workshop.jonna.last.text
    assert "Wort199" not in workshop.jonna.last.text
    assert workshop.jonna.last.labels[-3] == ["Weitere Antworten"]
    workshop.jonna.presses("1 ganz lesen")
    assert workshop.jonna.last.text == f"<blockquote>{long}</blockquote>– ohne Namen"

    workshop.jonna.presses("Weitere Antworten")
    page = next(seen for seen in workshop.jonna.sees() if "9–16 von 18" in seen.text)
    assert page.labels[-3] == ["Vorige Antworten", "Weitere Antworten"]
    workshop.jonna.presses("12 weglassen")
    page = next(seen for seen in workshop.jonna.sees() if "9–16 von 18" in seen.text)
    assert "12 weggelassen: <s>Antwort 12" in page.text
    workshop.jonna.presses("Weitere Antworten")
    assert any("17–18 von 18" in seen.text for seen in workshop.jonna.sees())
    workshop.jonna.presses("Vorige Antworten")
    assert any("9–16 von 18" in seen.text for seen in workshop.jonna.sees())


def question_page(workshop: Arranged, question: str) -> str:
    workshop.jonna.says("/summary")
    workshop.jonna.presses("Frage wählen")
    workshop.jonna.presses(question)
    return workshop.jonna.last.text


def test_a_question_without_answers_says_whether_any_can_come(answered: Arranged) -> None:
    to_come = question_page(answered, "Tag 2, Frage 5")
    assert to_come.endswith("?</b>\nDanach wurde noch niemand gefragt.")
    still_open = question_page(answered, "Tag 1, Frage 2")
    assert still_open.endswith("?</b>\nBisher hat niemand geantwortet.")
    answered.wakes(at(30, "21:00"))
    assert question_page(answered, "Tag 1, Frage 2").endswith("?</b>\nKeine Antworten.")


def test_the_preview_says_of_a_day_that_is_open_that_nobody_has_answered_yet(
    answered: Arranged,
) -> None:
    answered.jonna.says("/summary")
    answered.jonna.presses("Vorschau")
    preview = answered.jonna.sees()[-2].text
    assert preview.count("Bisher hat niemand geantwortet.") == 4
    assert "Keine Antworten." not in preview

    answered.wakes(at(30, "21:00"))
    answered.jonna.says("/summary")
    answered.jonna.presses("Vorschau")
    preview = answered.jonna.sees()[-2].text
    assert preview.count("Keine Antworten.") == 4
    assert "Bisher hat niemand geantwortet." not in preview


@pytest.mark.parametrize(
    "data",
    [
        "sumq:{}:99:0",
        "sumq:{}:1:x",
        "sumleave:{}:99",
        "sumtake:{}:x",
        "sumread:{}:99",
        "sumtext:{}:title",
        "sumuse:{}:title",
        "sumclear:{}:title",
        "postyes:{}:nothing",
        "postno:{}:1:2",
    ],
)
def test_buttons_that_mean_nothing_change_nothing(answered: Arranged, data: str) -> None:
    answered.jonna.says("/summary")
    before = answered.jonna.sees()

    answered.jonna.taps(before[-1].message_id, data.format(answered.id))

    assert answered.jonna.sees()[: len(before)] == before


def test_answers_of_another_workshop_are_out_of_reach(answered: Arranged) -> None:
    other = arrange(answered.chat, number=2)
    with answered.chat.begin() as step:
        answer = step.work.summaries.answers(answered.id)[0].answer_id
    other.jonna.says("/summary")

    for verb in ("sumread", "sumleave"):
        other.jonna.taps(other.jonna.last.message_id, f"{verb}:{other.id}:{answer}")
        other.jonna.taps(other.jonna.last.message_id, f"{verb}:{answered.id}:{answer}")

    assert "Sich kennen." not in str(other.jonna.sees())
    with answered.chat.begin() as step:
        assert not any(one.left_out for one in step.work.summaries.answers(answered.id))


def test_the_introduction_is_suggested_typed_shown_back_and_removed(answered: Arranged) -> None:
    answered.jonna.says("/summary")
    answered.jonna.presses("Einleitung")
    assert answered.jonna.last.text == (
        "<b>Einleitung</b>\n"
        "Schreib deinen Text, zwei bis fünf Sätze. Er erscheint genau so.\n"
        "Oder nimm den Vorschlag:\n"
        "<blockquote>Am 30. und 31. Januar 2027 haben wir beim Workshop „Netzwerkarbeit“ "
        "mitgemacht. Hier steht, was wir gesagt haben.</blockquote>"
    )
    answered.jonna.presses("Vorschlag nehmen")
    assert "So erscheint der Text:" in answered.jonna.last.text

    answered.jonna.presses("Ändern")
    assert answered.jonna.last.labels == [["Text entfernen", "Zurück"]]
    answered.jonna.says("Zwei Tage, <viele> Menschen.")
    assert answered.jonna.last.text == (
        "<b>Einleitung</b>\nSo erscheint der Text:\n"
        "<blockquote>Zwei Tage, &lt;viele&gt; Menschen.</blockquote>"
    )
    answered.jonna.presses("Übersicht")
    assert "Fehlt noch: Schluss" in answered.jonna.last.text

    answered.jonna.presses("Einleitung")
    answered.jonna.presses("Text entfernen")
    assert "Der Text ist entfernt." in answered.jonna.last.text


@pytest.mark.parametrize(
    "typed",
    ["Danke an Amira Haddad.", "Dank an Oksana für den Kuchen.", "Fragen? Ruft an: 030 23125 017"],
)
def test_own_words_that_give_somebody_away_are_stored_and_remarked_upon(
    answered: Arranged, typed: str
) -> None:
    answered.jonna.says("/summary")
    answered.jonna.presses("Schluss")
    answered.jonna.says(typed)
    assert answered.jonna.last.text == (
        f"<b>Schluss</b>\nSo erscheint der Text:\n<blockquote>{typed}</blockquote>\n"
        "Der Text verrät vielleicht, wer jemand ist oder wie man die Person erreicht: Wenn sie "
        "einverstanden ist, lass ihn so, sonst tippe auf „Ändern“."
    )
    answered.jonna.presses("Übersicht")
    answered.jonna.presses("Vorschau")
    assert typed in str(answered.jonna.sees()[-2].text)
    assert answered.jonna.last.text == (
        "So sieht der Beitrag jetzt aus.\n"
        "Einleitung oder Schluss verraten vielleicht, wer jemand ist oder wie man die Person "
        "erreicht: Wenn sie einverstanden ist, lass sie so, sonst tippe auf „Übersicht“."
    )


def test_own_words_with_only_ones_own_name_are_not_remarked_upon(answered: Arranged) -> None:
    answered.jonna.says("/summary")
    answered.jonna.presses("Schluss")
    answered.jonna.says("Bis bald, eure Jonna Beispiel")
    assert answered.jonna.last.text.endswith(
        "<blockquote>Bis bald, eure Jonna Beispiel</blockquote>"
    )
    answered.jonna.presses("Übersicht")
    answered.jonna.presses("Vorschau")
    assert answered.jonna.last.text == "So sieht der Beitrag jetzt aus."


def test_the_closing_is_suggested_too_and_then_checking_is_the_next_step(
    answered: Arranged,
) -> None:
    answered.reschedule(1, None)
    answered.reschedule(2, None)
    answered.jonna.says("/summary")
    answered.jonna.presses("Einleitung")
    answered.jonna.presses("Vorschlag nehmen")
    assert "Wir haben beim Workshop „Netzwerkarbeit“ mitgemacht." in answered.jonna.last.text
    answered.jonna.presses("Übersicht")
    answered.jonna.presses("Schluss")
    answered.jonna.presses("Vorschlag nehmen")
    assert "Danke an alle, die mitgemacht haben." in answered.jonna.last.text
    answered.jonna.presses("Übersicht")

    assert answered.jonna.last.text.endswith("Einleitung und Schluss: beide da")
    assert answered.jonna.last.button("Prüfen")["style"] == "primary"


def test_a_text_that_is_too_long_is_asked_for_again(answered: Arranged) -> None:
    answered.jonna.says("/summary")
    answered.jonna.presses("Schluss")

    answered.jonna.says("a" * (LONGEST + 1))
    assert "Das sind 1501 Zeichen, Platz ist für 1500." in answered.jonna.last.text
    answered.jonna.says("Danke.")

    assert "<blockquote>Danke.</blockquote>" in answered.jonna.last.text


def test_who_facilitates_no_more_cannot_write_into_the_post(answered: Arranged) -> None:
    answered.jonna.says("/summary")
    answered.jonna.presses("Schluss")
    with answered.chat.begin() as step:
        person = known(step.work.people.by_chat(answered.jonna.id))
        step.work.teams.remove(answered.id, person.id, Role.FACILITATOR)

    answered.jonna.says("Trotzdem.")

    with answered.chat.begin() as step:
        assert step.work.summaries.draft(answered.id).closing == ""


def test_the_file_is_the_page_of_the_post(answered: Arranged) -> None:
    answered.jonna.says("/summary")

    answered.jonna.presses("HTML-Datei")

    assert answered.jonna.last.files == ("netzwerkarbeit.html",)
    (sent,) = [row.draft for row in answered.chat.calls if row.draft.method == "sendDocument"]
    html = sent.attachments[0].content.decode()
    assert html.startswith("<!doctype html>")
    assert "Sich kennen." in html
    assert "Geheim." not in html


@pytest.mark.parametrize("command", ["/summary", "/publish"])
def test_every_answer_is_opened_once_to_say_where_the_summary_stands(
    answered: Arranged, command: str
) -> None:
    with statements(answered.chat) as seen:
        answered.jonna.says(command)
    assert sum("revisions.id AS version" in statement for statement in seen) == 1


def test_an_option_that_was_typed_is_shown_by_its_label(chat: Chat) -> None:
    workshop = arrange(chat, flow=library_flow(FlowId("zwei-tage")))
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    workshop.wakes(at(30, "17:00"))
    for typed in ("Eins.", "Zwei.", "Drei.", "1"):
        amira.says(typed)
    here, _ = workshop.workshop, in_language("de")
    with chat.begin() as step:
        page = known(summarising.page(step.work, here, _, 4, 0))
        table = answer_table(step.work, here, "de")
    assert [one.words for one in page.answers] == ["Zeit für Gespräche"]
    assert table.rows[-1].answer == "Zeit für Gespräche"
