"""What facilitators read when a theme has changed, by them or by somebody else."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.messages.message import Button, Message, lines
from bot.messages.moments import short_time
from bot.messages.themes import name
from bot.messages.wording import Wording
from flows.ids import ThemeId
from flows.themes.changes import ThemeChange
from flows.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Happened:
    """The last change of a theme.

    Attributes:
        by: who did it; None where nobody can be named.
        mine: whether the reader did it.
        at: when.
        change: what kind.
        gone: numbers that the answers had which do not belong to it any more.
        come: how many answers came.
        renamed: whether it has another name.
        answers: how many it had before.
    """

    by: str | None
    mine: bool
    at: datetime
    change: ThemeChange | None
    gone: tuple[int, ...] = ()
    come: int = 0
    renamed: bool = False
    answers: int = 0


def conflict(_: Wording, workshop: Workshop, happened: Happened) -> Markup:
    """The reader pressed a button of a theme that has changed since; nothing is overwritten."""
    time = short_time(_, happened.at, workshop.zone)
    what = Markup(", ").join(_what(_, happened))
    if happened.mine:
        said = _("You changed this theme at {time}: {what}.", time=time, what=what)
    elif happened.by is None:
        said = _("This theme has changed at {time}: {what}.", time=time, what=what)
    else:
        said = _(
            "{name} changed this theme at {time}: {what}.", name=happened.by, time=time, what=what
        )
    look = _("The new state is below. Please look again.")
    return Markup("{} {}").format(said, look)


def back_to(_: Wording, workshop: Workshop, theme: str, happened: Happened) -> Button:
    """Undo what somebody else did; `theme` is its id and version."""
    label = _("Back to the old name")
    if happened.gone or happened.come:
        label = _.many("Back to {n} answer", "Back to {n} answers", happened.answers)
    return Button(str(label), press=f"thundo:{workshop.id}:{theme}")


def undo(_: Wording, workshop: Workshop, *themes: str) -> Button:
    """Undo what the reader has just done; each theme by id and version."""
    return Button(str(_("Undo")), press=f"thundo:{workshop.id}:{':'.join(themes)}")


def gone(_: Wording, workshop: Workshop) -> Message:
    """The theme of an old button is no more."""
    overview = Button(str(_("Overview")), press=f"sum:{workshop.id}", style="primary")
    return Message(
        _("This theme is not there any more: its answers have been grouped anew."), ((overview,),)
    )


def dissolved_meanwhile(_: Wording, workshop: Workshop, note: Markup, back: Button) -> Message:
    """The theme of an old button was dissolved; it can come back."""
    overview = Button(str(_("Overview")), press=f"sum:{workshop.id}")
    return Message(note, ((back,), (overview,)))


def undone(
    _: Wording, workshop: Workshop, by: str, place: tuple[int, int], theme: tuple[ThemeId, str]
) -> Message:
    """Tell somebody that another facilitator took their change back."""
    day, number = place
    said = _(
        "{name} has taken your change back: day {day}, question {number}, <b>{theme}</b>.",
        name=by,
        day=day,
        number=number,
        theme=name(_, theme[1]),
    )
    see = Button(str(_("See theme")), press=f"th:{workshop.id}:{theme[0]}:0", style="primary")
    return Message(said, ((see,),))


def confirmed(_: Wording, label: str) -> Markup:
    """A line above what comes next."""
    return _("✓ Confirmed: <b>{theme}</b>", theme=label)


def all_confirmed(_: Wording) -> Markup:
    """There is no theme left to confirm."""
    return _("All themes are confirmed.")


def renamed(_: Wording, label: str, *, tells: bool, twice: bool) -> Markup:
    """A line above the theme, and what is to be thought of.

    Args:
        _: the reader's language.
        label: the new name.
        tells: whether it holds somebody's name, a number or an address.
        twice: whether another theme of the question has the same name.
    """
    somebody = _(
        "This name may say who somebody is, or how to reach them. Once confirmed, it stands in "
        "the post. If that is not meant, tap “Rename”."
    )
    same = _("Another theme of this question has the same name. If both say the same, tap “Merge”.")
    said = _("Renamed: <b>{theme}</b>", theme=label)
    return lines(said, somebody if tells else "", same if twice else "")


def quote_chosen(_: Wording, number: int) -> Markup:
    """A line above the theme; no number where nothing speaks for it."""
    return _("Answer {number} speaks for it now.", number=number) if number else _("No quote now.")


def moved(_: Wording, label: str | None) -> Markup:
    """A line above where the answer was; None for an individual voice."""
    if label is None:
        return _("The answer is an individual voice now.")
    return _("The answer is in the theme <b>{theme}</b> now.", theme=name(_, label))


def left_out(_: Wording) -> Markup:
    """A line above where the answer was."""
    return _("The answer is left out. It stands with the individual voices and can come back.")


def merged(_: Wording, label: str) -> Markup:
    """A line above the theme that is left."""
    return _("Merged with <b>{theme}</b>.", theme=name(_, label))


def dissolved(_: Wording, label: str, answers: int) -> Markup:
    """A line above the individual voices."""
    return _.many(
        "Dissolved: <b>{theme}</b>. Its {n} answer is an individual voice now.",
        "Dissolved: <b>{theme}</b>. Its {n} answers are individual voices now.",
        answers,
        theme=name(_, label),
    )


def taken_back(_: Wording) -> Markup:
    """A line above a theme that is again what it was."""
    return _("Taken back.")


def not_stored_yet(_: Wording, label: str) -> Markup:
    """A typed name met a changed theme; it is not lost."""
    return _(
        "Your name “{theme}” is not stored yet. If it still fits, please send it once more.",
        theme=label,
    )


def _what(_: Wording, happened: Happened) -> list[Markup]:
    said = []
    if happened.change is ThemeChange.DISSOLVED:
        return [_("it is dissolved")]
    if happened.change is ThemeChange.CONFIRMED:
        return [_("it is confirmed")]
    if happened.change is ThemeChange.QUOTED:
        return [_("it has another quote")]
    if happened.gone:
        said.append(
            _.many(
                "answer {numbers} no longer belongs to it",
                "answers {numbers} no longer belong to it",
                len(happened.gone),
                numbers=_.listed(happened.gone),
            )
        )
    if happened.come:
        said.append(_.many("{n} answer has come", "{n} answers have come", happened.come))
    if happened.renamed or not said:
        said.append(_("it has another name"))
    return said
