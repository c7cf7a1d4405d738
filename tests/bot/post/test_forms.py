from bot.post.forms import Form, made
from tests.bot.post.reviewed import REVIEWED


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
