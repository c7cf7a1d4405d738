"""How somebody may be quoted: asked on joining, changed at any time."""

from bot.chat import helping
from bot.chat.participants import own_part
from bot.chat.talk import DialogHandler, Handler, Talk
from bot.messages import quoting as messages
from bot.messages import wall
from bot.messages.message import Message, lines
from bot.service import joining, taking_back, wall_names
from bot.service.withdrawing import quotes_in_posts
from flows.attribution import Attribution
from flows.workshop import Joining, Participant
from storage.dialogs import Dialog

NAME = "quoted_name"


def _ask(talk: Talk, arguments: str) -> None:
    found = _agreed(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    talk.expect_nothing()
    talk.show(messages.how_to_quote(talk.wording, talk.person, found[0]))


def _choose(talk: Talk, arguments: str) -> None:
    found = _agreed(talk, arguments)
    if found is None or found[1] not in set(Attribution):
        helping.stale(talk)
        return
    participant, chosen = found
    attribution = Attribution(chosen)
    _record(talk, participant, attribution, None)


def _ask_name(talk: Talk, arguments: str) -> None:
    found = _agreed(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    asked = talk.message_id if talk.pressed else None
    talk.expect(NAME, asked, participant=found[0].id)
    talk.show(messages.which_name(talk.wording, found[0].id))


def _take_name(talk: Talk, dialog: Dialog, text: str) -> None:
    found = _agreed(talk, str(dialog.facts["participant"]))
    if found is None:
        talk.expect_nothing()
        helping.nothing_to_answer(talk)
        return
    if not text or "\n" in text or len(text) > messages.LONGEST_NAME:
        talk.say(messages.no_such_name(talk.wording))
        return
    talk.expect_nothing()
    if dialog.message_id is not None:
        talk.step.remove_keyboard(talk.person.chat, dialog.message_id)
    _record(talk, found[0], Attribution.FULL_NAME, " ".join(text.split()))


def _record(
    talk: Talk, participant: Participant, attribution: Attribution, name: str | None
) -> None:
    workshop = talk.work.workshops.get(participant.workshop_id)
    posted = quotes_in_posts(talk.work, workshop, participant)
    chosen = joining.choose_quoting(talk.step, talk.person, participant, attribution, name)
    talk.expect_nothing()
    shown = name or talk.person.name
    has_allowed = bool(taking_back.allowed_by(talk.step, participant))
    text = messages.chosen_way(
        talk.wording, attribution, shown, has_allowed=has_allowed, posted=posted
    )
    if participant.state is Joining.AGREED and wall_names.is_asked(talk.work, chosen):
        name = wall_names.name_of(chosen, talk.person)
        offer = wall.after_joining(talk.wording, name)
        row = wall.name_row(talk.wording, chosen.id, shown=False)
        talk.show(Message(lines(text, offer), (row,)))
    else:
        talk.settle(text)
    if participant.state is Joining.AGREED:
        joining.go_on(talk.step, talk.person, chosen)


def _agreed(talk: Talk, arguments: str) -> tuple[Participant, str] | None:
    """The person's own part, once they have agreed to taking part."""
    found = own_part(talk, arguments)
    if found is None or found[0].state is Joining.INVITED:
        return None
    return found


TAPS: dict[str, Handler] = {"quote": _choose, "quotename": _ask_name, "quotechange": _ask}
DIALOGS: dict[str, DialogHandler] = {NAME: _take_name}
