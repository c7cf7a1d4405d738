"""/leave: ending taking part, with or without what was said."""

from bot.chat import helping
from bot.chat.participants import own_part
from bot.chat.talk import Handler, Talk
from bot.messages import leaving as messages
from bot.messages import privacy, quoting
from bot.service import joining, leaving
from flows.workshop import Joining, Participant


def _command(talk: Talk, _arguments: str) -> None:
    every = talk.work.participants.of_person(talk.person.id)
    parts = [one for one in every if one.state in (Joining.AGREED, Joining.JOINED)]
    match parts:
        case []:
            talk.say(messages.nothing_to_leave(talk.wording))
        case [participant]:
            talk.say(leaving.leave(talk.step, talk.person, participant))
        case _:
            titled = [(one.id, _title(talk, one)) for one in parts]
            question = messages.which_to_leave(talk.wording)
            talk.say(privacy.which_workshop(talk.wording, titled, "leave", question))


def _leave(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None or found[0].state not in (Joining.AGREED, Joining.JOINED):
        helping.stale(talk)
    else:
        talk.show(leaving.leave(talk.step, talk.person, found[0]))


def _undo(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None or found[0].state is not Joining.LEFT:
        helping.stale(talk)
        return
    participant, _ = found
    if not joining.up_to_date(talk.step, participant):
        talk.show(joining.invitation(talk.step, talk.wording, talk.person, participant))
        return
    back = leaving.come_back(talk.step, participant)
    talk.settle(messages.back_again(talk.wording, _title(talk, back)))
    if back.state is Joining.AGREED:
        talk.say(quoting.how_to_quote(talk.wording, talk.person, back))
    else:
        joining.go_on(talk.step, talk.person, back)


def _ask_delete(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    participant, _ = found
    number = leaving.answers_of(talk.step, participant)
    title = _title(talk, participant)
    talk.show(messages.delete_answers(talk.wording, participant.id, title, number))


def _delete(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    title = _title(talk, found[0])
    posted = leaving.delete_answers(talk.step, talk.person, found[0])
    talk.settle(messages.answers_deleted(talk.wording, title, posted))


def _keep(talk: Talk, _arguments: str) -> None:
    talk.settle(messages.nothing_deleted(talk.wording))


def _title(talk: Talk, participant: Participant) -> str:
    return talk.work.workshops.get(participant.workshop_id).title


COMMANDS: dict[str, Handler] = {"leave": _command}
TAPS: dict[str, Handler] = {
    "leave": _leave,
    "leaveundo": _undo,
    "leavedelete": _ask_delete,
    "leavedeleteyes": _delete,
    "leavekeep": _keep,
}
