"""/language: which language the bot speaks with somebody."""

from dataclasses import replace

from bot.chat import helping
from bot.chat.talk import Handler, Talk
from bot.messages import helping as messages
from bot.messages.wording import LANGUAGES
from bot.service import menus

TYPED = {"de": "de", "deutsch": "de", "german": "de", "en": "en", "english": "en", "englisch": "en"}
"""How people type a language behind the command."""


def speak(talk: Talk, language: str) -> Talk:
    """Speak this language with the person from now on; returns the talk that goes on in it."""
    person = replace(talk.person, language=language, language_chosen=True)
    talk.work.people.save(person)
    menus.refresh(talk.step, person)
    return replace(talk, person=person)


def _command(talk: Talk, arguments: str) -> None:
    language = TYPED.get(arguments.lower())
    if language is None:
        talk.say(messages.which_language(talk.wording))
    else:
        spoken = speak(talk, language)
        spoken.settle(messages.speaks_now(spoken.wording))


def _tap(talk: Talk, arguments: str) -> None:
    if arguments not in LANGUAGES:
        helping.stale(talk)
        return
    spoken = speak(talk, arguments)
    spoken.settle(messages.speaks_now(spoken.wording))


COMMANDS: dict[str, Handler] = {"language": _command}
TAPS: dict[str, Handler] = {"lang": _tap}
