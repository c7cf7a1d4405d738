"""/help, and an answer to whatever fits nowhere: nobody is met with silence."""

from difflib import get_close_matches
from typing import assert_never

from markupsafe import Markup

from bot.chat.incoming import Medium
from bot.chat.talk import Handler, Talk
from bot.messages import helping as messages
from bot.messages.helping import Matter
from bot.messages.message import Message, Row
from bot.messages.wording import Wording
from bot.service.asked import asked_now
from bot.service.rights import may_set_up
from bot.service.whereabouts import whereabouts
from flows.workshop import Joining

EVERYBODY = (
    *("start", "next", "skip", "back", "answers", "pause", "language"),
    *("privacy", "mydata", "forgetme", "leave", "help", "connect"),
)
"""Commands that anyone may type in a private chat."""

TEAM = {
    "new": Matter.SETTING_UP,
    "workshop": Matter.OTHER,
    "workshops": Matter.OTHER,
    "invite": Matter.INVITING,
    "schedule": Matter.TIMES,
    "shift": Matter.TIMES,
    "hold": Matter.TIMES,
    "resume": Matter.TIMES,
    "round": Matter.TIMES,
    "close": Matter.TIMES,
    "status": Matter.READING,
    "remind": Matter.OTHER,
    "summary": Matter.READING,
    "export": Matter.READING,
    "publish": Matter.PUBLISHING,
    "delete": Matter.OTHER,
}
"""Commands of facilitators, and what each is about."""


def refuse(talk: Talk, command: str) -> None:
    """Say politely that somebody else may do this, and what this person can do."""
    _ = talk.wording
    matter = TEAM.get(command, Matter.OTHER)
    text = messages.refused(_, matter, takes_part=_takes_part(talk))
    talk.say(Message(text, _rows(talk)))


def no_workshop_yet(talk: Talk) -> None:
    """A facilitator or owner without a workshop."""
    talk.say(messages.no_workshop_yet(talk.wording))


def unknown_command(talk: Talk, command: str) -> None:
    """Nothing by that name; the nearest that the person may use is suggested."""
    usable = EVERYBODY + (tuple(TEAM) if may_set_up(talk.work, talk.person) else ())
    nearest = get_close_matches(command, usable, n=1)
    typed = command[:32]
    talk.say(messages.unknown_command(talk.wording, typed, nearest[0] if nearest else None))


def stale(talk: Talk) -> None:
    """A button that means nothing any more, or that is not theirs."""
    talk.toast(messages.stale(talk.wording).unescape())


def not_text(talk: Talk, medium: Medium, *, captioned: bool) -> None:
    """Something that is not text; what waits for an answer is offered again."""
    _ = talk.wording
    text = _cannot_use(_, medium)
    if captioned:
        text = Markup("{} {}").format(text, messages.caption_not_stored(_))
    stored = asked_now(talk.step, talk.person)
    if stored is None or stored.session.open is None:
        talk.say(Message(text))
        return
    number = stored.session.number(stored.session.open)
    separator = "\n" if "\n" in text else " "
    text = Markup("{}{}{}").format(text, separator, messages.open_question(_, number))
    talk.say(Message(text, ((messages.show_question(_, number),),)))


def nothing_to_answer(talk: Talk) -> None:
    """They wrote, and no question waits for them."""
    talk.say(whereabouts(talk.step, talk.person, said=True))


def nothing_waits(talk: Talk) -> None:
    """They asked to go on, and no question waits for them."""
    talk.say(whereabouts(talk.step, talk.person))


def _help(talk: Talk, _arguments: str) -> None:
    _ = talk.wording
    parts = []
    if _takes_part(talk):
        parts.append(messages.help_for_participants(_))
    if may_set_up(talk.work, talk.person):
        parts.append(messages.help_for_facilitators(_))
    if not parts:
        parts.append(messages.help_for_strangers(_))
    last: Row = (messages.privacy_button(_), messages.language_button(_))
    answers = _answers(talk)
    rows = (*_open_question(talk), *((answers,) if answers else ()), last)
    talk.say(messages.help_message(_, *parts, rows=rows))


def _rows(talk: Talk) -> tuple[Row, ...]:
    """The open question, one's answers and help, as far as there are such."""
    return (*_open_question(talk), (*_answers(talk), messages.help_button(talk.wording)))


def _open_question(talk: Talk) -> tuple[Row, ...]:
    if asked_now(talk.step, talk.person) is None:
        return ()
    return ((messages.open_button(talk.wording),),)


def _answers(talk: Talk) -> Row:
    return (messages.answers_button(talk.wording),) if _takes_part(talk) else ()


def _takes_part(talk: Talk) -> bool:
    parts = talk.work.participants.of_person(talk.person.id)
    return any(one.state is Joining.JOINED for one in parts)


def _cannot_use(_: Wording, medium: Medium) -> Markup:
    match medium:
        case Medium.STICKER:
            return messages.no_stickers(_)
        case Medium.VOICE:
            return messages.no_voice(_)
        case Medium.PICTURE:
            return messages.no_pictures(_)
        case Medium.OTHER:
            return messages.text_only(_)
        case _ as never:
            assert_never(never)


def _connect(talk: Talk, _arguments: str) -> None:
    """`/connect` in a private chat, which is no destination."""
    talk.say(messages.connect_elsewhere(talk.wording))


COMMANDS: dict[str, Handler] = {"help": _help, "connect": _connect}
