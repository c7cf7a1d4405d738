"""`/summary` and everything behind its buttons; `/publish` has its own place."""

from bot.chat import own_words, publishing, reviewing, themes, voices
from bot.chat.talk import DialogHandler, Talk, WorkshopHandler
from bot.messages import summarising as words
from bot.messages.message import Button, Message, lines
from bot.messages.own_words import in_preview
from bot.post.telegram import post_parts
from bot.service import summarising
from bot.service.compiling import compiled
from bot.service.publishing import html_file
from bot.service.wording_themes import of_people
from flows.workshop import Workshop


def _overview(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    talk.expect_nothing()
    talk.show(words.overview(talk.wording, workshop, summarising.overview(talk.work, workshop)))


def _preview(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    """The messages of the post, exactly as they would be published."""
    summary = compiled(talk.work, workshop)
    for part in post_parts(summary, workshop.language):
        talk.say(Message(part))
    _ = talk.wording
    check = Button(str(_("Check")), press=f"check:{workshop.id}", style="primary")
    back = Button(str(_("Overview")), press=f"sum:{workshop.id}")
    typed = [summary.introduction, summary.closing]
    tells = of_people(talk.work, workshop, typed, but=talk.person.id)
    text = lines(_("This is how the post looks now."), in_preview(_) if tells else "")
    talk.say(Message(text, ((check, back),)))


def _file(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    talk.step.send_file(talk.person.chat, html_file(talk.work, workshop))


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {
    "summary": _overview,
    **publishing.WORKSHOP_COMMANDS,
}

WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "sum": _overview,
    "sumview": _preview,
    "sumfile": _file,
    **reviewing.WORKSHOP_TAPS,
    **themes.WORKSHOP_TAPS,
    **voices.WORKSHOP_TAPS,
    **own_words.WORKSHOP_TAPS,
    **publishing.WORKSHOP_TAPS,
}

DIALOGS: dict[str, DialogHandler] = {**own_words.DIALOGS, **themes.DIALOGS}
