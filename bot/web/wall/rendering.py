"""The wall as HTML: the whole page, and the part of it that changes."""

import hashlib
from base64 import b64encode
from io import BytesIO

import segno

from bot.messages.wording import LANGUAGES, Wording, in_language
from bot.post.document import document
from bot.post.page import page as post_page
from bot.service.wall_view import Look
from bot.web.events import Event
from bot.web.pages import POLICY, templates
from bot.web.wall import words
from flows.summary import Summary

_TEMPLATES = templates("bot.web.wall")


def page(look: Look, language: str, token: str, scheme: str) -> str:
    """The whole page as of now. It can be read without script, and then says its time.

    Args:
        look: what is to be seen.
        language: one of the bot's languages.
        token: what opens the wall.
        scheme: `light` or `dark`; empty for what the reader's machine prefers.
    """
    _ = in_language(language)
    return _TEMPLATES.get_template("wall.html.jinja").render(
        _=_,
        scheme=scheme,
        token=token,
        languages=LANGUAGES,
        at=_clock(_, look),
        **_facts(_, look, token),
    )


def event(look: Look, language: str, token: str) -> Event:
    """What a page is told: the part that changes, a sentence for who listens, and the time."""
    _ = in_language(language)
    html = _TEMPLATES.get_template("shown.html.jinja").render(_=_, **_facts(_, look, token))
    said = str(words.update(_, look.view).unescape())
    return Event("view", {"html": html, "said": said, "at": _clock(_, look)})


def no_wall(up: str) -> str:
    """What a link shows that opens nothing; it does not tell whether it ever did.

    Args:
        up: the way from the address to that of all walls, as `../`.
    """
    both = [in_language(language) for language in LANGUAGES]
    return _TEMPLATES.get_template("nothing.html.jinja").render(both=both, up=up)


def not_now(up: str) -> str:
    """What is shown while the database is out of reach; `up` as above."""
    both = [in_language(language) for language in LANGUAGES]
    return _TEMPLATES.get_template("later.html.jinja").render(both=both, up=up)


def qr_code(link: str) -> bytes:
    """An SVG that opens a link when it is photographed, on white in light and dark alike."""
    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(
        picture, kind="svg", border=3, dark="#000", light="#fff", omitsize=True
    )
    return picture.getvalue()


def post(summary: Summary, language: str) -> tuple[str, str]:
    """The page of the post, the same as the file, and the policy that lets its own style be."""
    html = post_page(summary, language)
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return html, POLICY.replace("style-src 'self'", f"style-src 'sha256-{digest}'")


def qr_of(look: Look) -> str:
    """Changes with what the QR code leads to, so that a page asks for a new one."""
    return hashlib.sha256(look.link.encode()).hexdigest()[:12]


def _facts(_: Wording, look: Look, token: str) -> dict[str, object]:
    view = look.view
    return {
        "view": view,
        "here": token,  # all addresses are relative, wherever a web server puts the pages
        "state": words.state(_, look),
        "figures": words.figures(_, view),
        "bars": tuple(words.bars(_, view)),
        "days": words.said_on(_, view),
        "post": document(view.post, view.language) if view.post else None,
        "qr": qr_of(look),
        "link": look.link.removeprefix("https://"),
    }


def _clock(_: Wording, look: Look) -> str:
    return str(_("{time}", time=_.clock(look.at.astimezone(look.zone))).unescape())
