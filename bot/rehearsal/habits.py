"""What awkward participants do when a question comes, besides answering it."""

from collections.abc import Callable, Mapping

from bot.rehearsal.cast import Habit
from bot.rehearsal.participant import Asked, Participant, Said
from bot.rehearsal.stage import button
from flows.script import Kind

Quirk = Callable[[Participant, Asked], bool]
"""Does something instead of answering, and returns whether it did."""

FIRST_DAY = 1


def act(who: Participant) -> bool:
    """Take the next step of answering; returns whether there was one."""
    if who.gone or who.waits:
        return False
    asked = who.asked
    if asked is None:
        return _finish(who)
    quirk = _QUIRKS.get(who.member.habit) if who.member.habit else None
    if quirk is not None and asked.day == FIRST_DAY and quirk(who, asked):
        return True
    return _answers(who)


def _answers(who: Participant) -> bool:
    """Answer, unless a habit made them wait."""
    if who.waits:
        return False
    who.answer()
    return True


def after_closing(who: Participant) -> bool:
    """What somebody does when the day is over: say what they have not said before."""
    if who.member.habit is not Habit.ANSWERS_LATE or who.asked is None or not who.waits:
        return False
    who.waits = False
    who.answer()
    who.stage = 1
    return True


def after_reminder(who: Participant) -> bool:
    """What somebody does when the others have been reminded: end their pause."""
    if who.member.habit is not Habit.PAUSES or not who.waits or who.asked is None:
        return False
    go_on = button(who.phone, "resume:")
    if go_on is None:
        return False
    who.waits = False
    who.called_for[who.asked.question.id] += 1
    who.asked = None
    who.phone.press(str(go_on[1].data), go_on[0])
    return True


def _finish(who: Participant) -> bool:
    """What is left to do with a message that came after an answer."""
    match who.member.habit, who.stage:
        case Habit.ANSWERS_LATE, 1:
            beginning = "lateask:"
        case Habit.REPLIES_TO_OLDER, 1:
            beginning = "both:"
        case _:
            return False
    found = button(who.phone, beginning)
    if found is None:
        return False
    who.stage = 2
    who.phone.press(str(found[1].data), found[0])
    return True


def _at(asked: Asked, number: int) -> bool:
    """Whether this is the question with this number, or the last of a shorter day."""
    return asked.number == min(number, asked.total)


def _skips(who: Participant, asked: Asked) -> bool:
    if not _at(asked, 3) or not asked.question.optional or asked.question.id in who.said:
        return False
    who.skip()
    return True


def _edits(who: Participant, asked: Asked) -> bool:
    """Change the first answer while the second question waits."""
    first = who.flow.days[0].questions[0].id
    if not _at(asked, 2) or who.stage or first not in who.own:
        return False
    who.stage = 1
    text = f"{who.said[first].texts[0]}\n{who.voices.more(who.writes)}"
    who.phone.edit(who.own[first], text)
    who.said[first] = Said((text,))
    return True


def _blocks(who: Participant, asked: Asked) -> bool:
    """Answer, and want nothing more to do with it, before the next question comes."""
    if not _at(asked, 2):
        return False
    who.answer()
    who.phone.block()
    who.gone = True
    return True


def _answers_late(who: Participant, asked: Asked) -> bool:
    who.waits = asked.number == asked.total
    return False


def _goes_back(who: Participant, asked: Asked) -> bool:
    """Return from the third question to the second, and answer that anew."""
    if not _at(asked, 3) or who.stage or asked.number == 1:
        return False
    who.stage = 1
    before = who.flow.days[0].questions[asked.number - 2]
    who.called_for[before.id] += 1
    who.called_for[asked.question.id] += 1
    who.asked = None
    who.phone.say("/back")
    return True


def _sends_two(who: Participant, asked: Asked) -> bool:
    """Send the answer in two messages, the second before the next question can arrive."""
    if not _at(asked, 2) or asked.question.kind is not Kind.TEXT:
        return False
    who.answer()
    more = who.voices.more(who.writes)
    who.phone.say(more)
    said = who.said[asked.question.id]
    who.said[asked.question.id] = Said((*said.texts, more))
    return True


def _replies_to_older(who: Participant, asked: Asked) -> bool:
    """Reply to the first question while the third waits, and keep both answers."""
    first = who.flow.days[0].questions[0]
    if first.kind is not Kind.TEXT or asked.number == 1 or first.id not in who.said:
        return False
    if who.stage == 1:
        return _finish(who)
    if not _at(asked, 3) or who.stage:
        return False
    who.stage = 1
    more = who.voices.more(who.writes)
    prompt = next(one for one in who.prompts.values() if one.question.id == first.id)
    who.phone.say(more, reply_to=prompt.message)
    who.said[first.id] = Said((*who.said[first.id].texts, more))
    return True


def _silent(who: Participant, _asked: Asked) -> bool:
    who.waits = True
    return False


def _shows_pictures(who: Participant, asked: Asked) -> bool:
    """Send what is no text before answering."""
    if not _at(asked, 1) or who.stage:
        return False
    who.stage = 1
    who.phone.sticker()
    who.phone.voice()
    return True


def _pauses(who: Participant, asked: Asked) -> bool:
    if not _at(asked, 3) or who.stage:
        return False
    who.stage = 1
    who.waits = True
    who.phone.say("/pause")
    return True


def _presses_old(who: Participant, asked: Asked) -> bool:
    """Press a button under the first question, which has been answered."""
    if not _at(asked, 2) or asked.number == 1 or who.stage:
        return False
    who.stage = 1
    first = next(iter(who.prompts.values())).message
    data = [button.data for row in first.buttons for button in row if button.data]
    if data:
        who.phone.press_stale(data[-1], first.id)
    return bool(data)


_QUIRKS: Mapping[Habit, Quirk] = {
    Habit.SKIPS: _skips,
    Habit.EDITS: _edits,
    Habit.BLOCKS: _blocks,
    Habit.ANSWERS_LATE: _answers_late,
    Habit.GOES_BACK: _goes_back,
    Habit.SENDS_TWO: _sends_two,
    Habit.REPLIES_TO_OLDER: _replies_to_older,
    Habit.SILENT: _silent,
    Habit.SHOWS_PICTURES: _shows_pictures,
    Habit.PAUSES: _pauses,
    Habit.PRESSES_OLD: _presses_old,
}
