"""What is said to the process that makes files, and what it answers: JSON in both directions."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping

from bot.post.forms import Form, made
from flows.summary import Summary
from flows.summary_copy import dumped, loaded


def printing(summary: Summary, language: str, forms: Iterable[Form]) -> bytes:
    """The request for forms of a post."""
    wanted = sorted(form.value for form in forms)
    return _request(summary=dumped(summary), language=language, forms=wanted)


def answered(request: bytes) -> bytes:
    """Do what a request asks for, and give the files.

    Raises:
        ValueError: it is no request.
    """
    match json.loads(request):
        case {"summary": str(copy), "language": str(language), "forms": list(forms)}:
            summary = loaded(copy)
            files = {form: made(Form(form), summary, language) for form in forms}
        case _:
            raise ValueError("no request")
    return json.dumps({name: b64encode(file).decode() for name, file in files.items()}).encode()


def files(answer: bytes) -> Mapping[str, bytes]:
    """The files of an answer, by their names in the request.

    Raises:
        ValueError: it is no answer.
    """
    match json.loads(answer):
        case dict(found):
            return {str(name): b64decode(str(file)) for name, file in found.items()}
        case _:
            raise ValueError("no answer")


def _request(**facts: object) -> bytes:
    return json.dumps(facts).encode()
