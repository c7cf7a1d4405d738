"""Looking at themes one at a time, and confirming them."""

from bot.chat import helping
from bot.chat.reading_themes import (
    Pressed,
    numbers,
    pressed,
    reviewing,
    show_next,
    show_theme,
    show_voices,
)
from bot.chat.talk import DialogHandler, Talk, WorkshopHandler
from bot.messages import theme_changes, themes
from bot.messages.message import Message
from bot.messages.themes import LONGEST_NAME
from bot.service import rights
from bot.service.theme_pages import shown_theme
from bot.service.wording_themes import of_people
from flows.ids import AnswerId, WorkshopId
from flows.themes.changes import ThemeChange
from flows.workshop import Workshop
from storage.dialogs import Dialog

NAME = "theme_name"


def _show(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = numbers(arguments, 2)
    if found is None:
        helping.stale(talk)
        return
    review = reviewing(talk, workshop)
    theme = review.theme(found[0])
    if theme is None or not theme.answers:
        talk.show(theme_changes.gone(talk.wording, workshop))
    else:
        talk.expect_nothing()
        show_theme(review, theme, page=found[1])


def _waiting(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    """The first theme that nobody has confirmed."""
    show_next(reviewing(talk, workshop), None)


def _single(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    """A theme that rests on one person."""
    review = reviewing(talk, workshop)
    single = review.reading.single()
    if single:
        show_theme(review, single[0])
    else:
        show_next(review, None)


def _next(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """The next theme of the question, then its individual voices."""
    review = reviewing(talk, workshop)
    found = numbers(arguments, 1)
    theme = None if found is None else review.theme(found[0])
    if theme is None:
        talk.show(theme_changes.gone(talk.wording, workshop))
        return
    later = [one for one in review.reading.themes_of(theme.question) if one.place > theme.place]
    if later:
        show_theme(review, later[0])
    else:
        show_voices(review, review.reading.where(theme.question))


def _confirm(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = pressed(talk, workshop, arguments, 0)
    if found is None:
        return
    _ = talk.wording
    if not found.theme.label:
        talk.toast(str(themes.name_first(_)), alert=True)
        return
    confirmed = found.review.changing.confirm(found.theme)
    show_next(found.review.anew(), confirmed, theme_changes.confirmed(_, confirmed.label))


def _ask_name(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = pressed(talk, workshop, arguments, 0)
    if found is not None:
        _expect_name(talk, workshop, found)
        shown = shown_theme(found.review.reading, found.theme)
        talk.show(themes.ask_name(talk.wording, workshop, shown))


def _expect_name(talk: Talk, workshop: Workshop, found: Pressed) -> None:
    asked = talk.message_id if talk.pressed else None
    theme = found.theme
    talk.expect(NAME, asked, workshop=workshop.id, theme=theme.id, version=theme.version)


def _named(talk: Talk, dialog: Dialog, text: str) -> None:
    """The name that was asked for; the right is checked again, for it may be gone."""
    _, facts = talk.wording, dialog.facts
    workshop = rights.facilitated(talk.work, talk.person, WorkshopId(facts["workshop"]))
    if workshop is None:
        talk.expect_nothing()
        helping.stale(talk)
        return
    label = " ".join(text.split())
    if not 0 < len(label) <= LONGEST_NAME:
        talk.say(Message(themes.name_too_long(_, len(label))))
        return
    talk.expect_nothing()
    review = reviewing(talk, workshop)
    theme = review.theme(facts["theme"])
    if theme is None or not theme.answers:
        talk.say(theme_changes.gone(_, workshop))
        return
    if theme.version != facts["version"]:
        kept = theme_changes.not_stored_yet(_, label)
        review.conflict(theme, kept)
        version = theme.version
        talk.expect(NAME, None, workshop=workshop.id, theme=theme.id, version=version)
        return
    renamed = review.changing.rename(theme, label)
    others = [one for one in review.reading.themes_of(theme.question) if one.id != theme.id]
    note = theme_changes.renamed(
        _,
        renamed.label,
        tells=bool(of_people(talk.work, workshop, [label])),
        twice=label.casefold() in {one.label.casefold() for one in others},
    )
    show_theme(review.anew(), renamed, note=note, message_id=dialog.message_id)


def _pick(talk: Talk, workshop: Workshop, arguments: str) -> None:
    place, _, mode = arguments.rpartition(":")
    found = pressed(talk, workshop, place, 1) if mode in {"q", "m", "o"} else None
    if found is None:
        if mode not in {"q", "m", "o"}:
            helping.stale(talk)
        return
    shown = shown_theme(found.review.reading, found.theme, found.more[0])
    talk.show(themes.which_answer(talk.wording, workshop, shown, mode))


def _quote(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = pressed(talk, workshop, arguments, 1)
    if found is None:
        return
    answer = AnswerId(found.more[0]) if found.more[0] else None
    if answer is not None and not found.review.may_quote(found.theme, answer):
        helping.stale(talk)
        return
    changed = found.review.changing.quote(found.theme, answer)
    anew = found.review.anew()
    shown = shown_theme(anew.reading, changed)
    number = themes.number_of(shown.answers, answer) if answer is not None else 0
    show_theme(anew, changed, note=theme_changes.quote_chosen(talk.wording, number))


def _leave_out(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = pressed(talk, workshop, arguments, 1)
    if found is None:
        return
    answer = AnswerId(found.more[0])
    if answer not in found.theme.answers:
        helping.stale(talk)
        return
    changing = found.review.changing
    others = [one for one in found.review.reading.themes if one.id != found.theme.id]
    holding = [found.theme, *(one for one in others if answer in one.answers)]
    left = [changing.take_out(one, answer, ThemeChange.LEFT_OUT) for one in holding]
    changing.leave_out(answer, left_out=True)
    undo = theme_changes.undo(talk.wording, workshop, *(f"{one.id}:{one.version}" for one in left))
    found.review.anew().after(left[0], theme_changes.left_out(talk.wording), undo)


def _dissolve(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = pressed(talk, workshop, arguments, 0)
    if found is None:
        return
    _, theme = talk.wording, found.theme
    gone = found.review.changing.dissolve(theme)
    note = theme_changes.dissolved(_, theme.label, len(theme.answers))
    undo = theme_changes.undo(_, workshop, f"{gone.id}:{gone.version}")
    anew = found.review.anew()
    show_voices(anew, anew.reading.where(theme.question), note=note, undo=undo)


def _ask_merge(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = pressed(talk, workshop, arguments, 0)
    if found is None:
        return
    _, theme = talk.wording, found.theme
    others = [one for one in found.review.reading.themes_of(theme.question) if one.id != theme.id]
    if not others:
        talk.toast(str(themes.nothing_to_merge(_)))
        return
    here = f"{workshop.id}:{theme.id}:{theme.version}"
    choices = [(f"thwith:{here}:{one.id}:{one.version}", one.label) for one in others]
    asked, text = themes.merge_with(_, shown_theme(found.review.reading, theme))
    back = themes.back(_, workshop, theme.id)
    talk.show(themes.which_theme(_, asked, text, choices, (), back))


def _merge(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = pressed(talk, workshop, arguments, 2)
    if found is None:
        return
    _, theme, review = talk.wording, found.theme, found.review
    other = review.theme(found.more[0])
    if other is None or other.question != theme.question or other.id == theme.id:
        helping.stale(talk)
    elif other.version != found.more[1]:
        review.conflict(other)
    else:
        whole = review.changing.merge(theme, other)
        undo = theme_changes.undo(
            _, workshop, f"{whole.id}:{whole.version}", f"{other.id}:{other.version + 1}"
        )
        show_theme(review.anew(), whole, note=theme_changes.merged(_, other.label), undo=undo)


def _undo(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """`thundo:WORKSHOP:THEME:VERSION`, for several themes where several were changed at once."""
    found = numbers(arguments, 2 * (arguments.count(":") // 2 + 1))
    review = reviewing(talk, workshop)
    pairs = [] if found is None else list(zip(found[::2], found[1::2], strict=True))
    changed = [(review.theme(number), version) for number, version in pairs]
    current = [theme for theme, version in changed if theme and theme.version == version]
    if not current or len(current) != len(pairs):
        known = next((theme for theme, _version in changed if theme is not None), None)
        if known is None:
            talk.show(theme_changes.gone(talk.wording, workshop))
        else:
            review.conflict(known)
        return
    undone = [
        review.changing.undo(theme, theme.before) for theme in current if theme.before is not None
    ]
    if not undone:
        helping.stale(talk)
        return
    review.tell_undone(current[0])
    review.anew().after(undone[0], theme_changes.taken_back(talk.wording), None)


WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "th": _show,
    "thwait": _waiting,
    "thsingle": _single,
    "thnext": _next,
    "thok": _confirm,
    "thname": _ask_name,
    "thpick": _pick,
    "thq": _quote,
    "tho": _leave_out,
    "thgone": _dissolve,
    "thmerge": _ask_merge,
    "thwith": _merge,
    "thundo": _undo,
}

DIALOGS: dict[str, DialogHandler] = {NAME: _named}
