"""Individual voices: read, moved into themes, quoted or not, left out and taken back in."""

from bot.chat import helping
from bot.chat.reading_themes import (
    Reviewing,
    numbers,
    pressed,
    reviewing,
    show_theme,
    show_voices,
)
from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import theme_changes, themes, voices
from bot.messages.message import Button
from bot.messages.reviewed import A_PAGE
from bot.service.reviewing import Asked
from bot.service.theme_pages import reviewed, shown_voices
from flows.attribution import Attribution
from flows.ids import AnswerId
from flows.summary import Said
from flows.themes.changes import ThemeChange
from flows.workshop import Workshop
from storage.themes import StoredTheme

ALONE, NEW = 0, 1
"""Instead of a theme's version, where the answer goes to none, or to a new one."""


def _show(talk: Talk, workshop: Workshop, arguments: str) -> None:
    review, found = reviewing(talk, workshop), numbers(arguments, 2)
    asked = None if found is None else review.reading.at(found[0])
    if found is None or asked is None:
        helping.stale(talk)
    else:
        show_voices(review, asked, page=found[1])


def _next(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """From the voices of a question to the themes of the next one that has answers."""
    review, found = reviewing(talk, workshop), numbers(arguments, 1)
    if found is None:
        helping.stale(talk)
        return
    reading = review.reading
    for asked in (*reading.questions[found[0] :], *reading.questions[: found[0]]):
        here = reading.themes_of(asked.question.id)
        if here:
            show_theme(review, here[0])
            return
        if asked.question.id in reading.groupings:
            show_voices(review, asked)
            return
    helping.stale(talk)


def _seen(talk: Talk, workshop: Workshop, arguments: str) -> None:
    review, found = reviewing(talk, workshop), numbers(arguments, 1)
    asked = None if found is None else review.reading.at(found[0])
    if asked is None:
        helping.stale(talk)
        return
    talk.work.groupings.seen(workshop.id, asked.question.id)
    show_voices(review.anew(), asked)


def _pick(talk: Talk, workshop: Workshop, arguments: str) -> None:
    place, _, mode = arguments.rpartition(":")
    review, found = reviewing(talk, workshop), numbers(place, 2)
    asked = None if found is None else review.reading.at(found[0])
    if found is None or asked is None or mode not in {"q", "m", "o", "b"}:
        helping.stale(talk)
        return
    shown = shown_voices(review.reading, asked, found[1])
    talk.show(voices.which_voice(talk.wording, workshop, shown, mode))


def _quote(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """Want an individual voice quoted, or not any more."""
    found = _voice(talk, workshop, arguments)
    if found is None:
        return
    review, said = found
    answer = said.answer_id
    if said.attribution is Attribution.NOT_QUOTED or review.reading.kept_out(answer):
        helping.stale(talk)
        return
    review.changing.want(answer, quoted=answer not in review.reading.quotes)
    _back(review, said)


def _leave_out(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = _voice(talk, workshop, arguments)
    if found is not None:
        review, said = found
        review.changing.leave_out(said.answer_id, left_out=True)
        _back(review, said)


def _take_in(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """Take back in what was left out or set aside."""
    found = _voice(talk, workshop, arguments)
    if found is not None:
        review, said = found
        review.changing.leave_out(said.answer_id, left_out=False)
        review.changing.take_back(said.answer_id)
        _back(review, said)


def _move_voice(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = _voice(talk, workshop, arguments)
    if found is not None:
        _where_to(found[0], found[1], None)


def _move_member(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = pressed(talk, workshop, arguments, 1)
    if found is None:
        return
    said = found.review.reading.said.get(AnswerId(found.more[0]))
    if said is None or said.answer_id not in found.theme.answers:
        helping.stale(talk)
    else:
        _where_to(found.review, said, found.theme)


def _where_to(review: Reviewing, said: Said, source: StoredTheme | None) -> None:
    """Ask where an answer belongs: to another theme, to a new one, or to none."""
    _, workshop = review.talk.wording, review.workshop
    here = f"0:0:{said.answer_id}"
    back = Button(str(_("Back")), press=f"vo:{workshop.id}:{_asked(review, said).place}:0")
    others = [Button(str(_("New theme")), press=f"thto:{workshop.id}:{here}:0:{NEW}")]
    if source is not None:
        here = f"{source.id}:{source.version}:{said.answer_id}"
        back = themes.back(_, workshop, source.id)
        others = [
            Button(str(_("New theme")), press=f"thto:{workshop.id}:{here}:0:{NEW}"),
            Button(str(_("Individual voice")), press=f"thto:{workshop.id}:{here}:0:{ALONE}"),
        ]
    choices = [
        (f"thto:{workshop.id}:{here}:{one.id}:{one.version}", one.label)
        for one in review.reading.themes_of(said.question_id)
        if said.answer_id not in one.answers
    ]
    asked, text = themes.where_to(_, reviewed(review.reading, said))
    review.talk.show(themes.which_theme(_, asked, text, choices, others, back))


def _move(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """`thto:WORKSHOP:FROM:VERSION:ANSWER:TO:VERSION`; from 0 for an individual voice."""
    found = numbers(arguments, 5)
    if found is None:
        helping.stale(talk)
        return
    source, version, number, target, seen = found
    review = reviewing(talk, workshop)
    said = review.reading.said.get(AnswerId(number))
    left, into = review.theme(source), review.theme(target)
    if said is None or (target and into is None) or (source and left is None):
        talk.show(theme_changes.gone(talk.wording, workshop))
    elif left is not None and (left.version != version or number not in left.answers):
        review.conflict(left)
    elif into is not None and (into.version != seen or not into.answers):
        review.conflict(into)
    elif into is not None and into.question != said.question_id:
        helping.stale(talk)
    else:
        _carry(review, said, left, into, new=seen == NEW)


def _carry(
    review: Reviewing, said: Said, left: StoredTheme | None, into: StoredTheme | None, *, new: bool
) -> None:
    _, changing, answer = review.talk.wording, review.changing, said.answer_id
    changed = []
    if left is not None:
        changed.append(changing.take_out(left, answer, ThemeChange.MOVED))
    label = None
    if into is not None:
        label = into.label
        changed.append(changing.put_in(into, answer))
    elif new:
        begun = changing.begin(said.question_id, answer)
        undo = _undo_of(review, [*changed, begun])
        show_theme(review.anew(), begun, note=themes.new_theme(_), undo=undo)
        return
    note = theme_changes.moved(_, label)
    undo = _undo_of(review, changed)
    anew = review.anew()
    if left is not None:
        anew.after(changed[0], note, undo)
    else:
        show_voices(anew, _asked(anew, said), note=note, undo=undo)


def _undo_of(review: Reviewing, changed: list[StoredTheme]) -> Button:
    places = [f"{one.id}:{one.version}" for one in changed]
    return theme_changes.undo(review.talk.wording, review.workshop, *places)


def _voice(talk: Talk, workshop: Workshop, arguments: str) -> tuple[Reviewing, Said] | None:
    """An answer of this workshop that stands in no theme; None where that is said already."""
    found = numbers(arguments, 1)
    review = reviewing(talk, workshop)
    said = None if found is None else review.reading.said.get(AnswerId(found[0]))
    if said is None or said not in review.reading.voices(said.question_id):
        helping.stale(talk)
        return None
    return review, said


def _back(review: Reviewing, said: Said) -> None:
    """Show the page of voices on which an answer stands now."""
    anew = review.anew()
    here = [one.answer_id for one in anew.reading.voices(said.question_id)]
    page = here.index(said.answer_id) // A_PAGE
    show_voices(anew, _asked(anew, said), page=page)


def _asked(review: Reviewing, said: Said) -> Asked:
    return review.reading.where(said.question_id)


WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "vo": _show,
    "vonext": _next,
    "voseen": _seen,
    "vopick": _pick,
    "voq": _quote,
    "voo": _leave_out,
    "vob": _take_in,
    "vom": _move_voice,
    "thm": _move_member,
    "thto": _move,
}
