"""The last look before a post is published."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.messages import asking
from bot.messages.message import Button, Message, Row, Style, lines, paragraphs
from bot.messages.moments import day_and_time
from bot.messages.publishing import place
from bot.messages.wording import Wording
from flows.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Check:
    """What to know before publishing.

    Attributes:
        fewest: day, question and number of answers of the question with the fewest.
        languages: how many people answered in which of the bot's languages.
        quotes: sentences on their way to their authors' yes.
        left_out: answers that a facilitator left out.
        undecided: answers with details of other people, about which their authors have not decided.
        late: answers after closing that nobody has decided about.
        open_days: days that are open now.
        to_come: days that have not been open.
        themes: how many there are.
        single: themes that rest on one person, by name and place.
        unconfirmed: themes that nobody has confirmed, by place.
        ungrouped: days whose themes are not found yet.
        receivers: kind and name of every place that the post would go to.
    """

    joined: int
    answered: int
    fewest: tuple[int, int, int] | None
    languages: tuple[tuple[str, int], ...]
    quotes: asking.Standing
    left_out: int
    undecided: int
    late: int
    introduction: bool
    closing: bool
    open_days: tuple[int, ...]
    to_come: tuple[int, ...]
    themes: int
    single: tuple[tuple[str, int, int], ...]
    unconfirmed: tuple[tuple[int, int], ...]
    ungrouped: tuple[int, ...]
    receivers: tuple[tuple[str | None, str], ...]


def check(_: Wording, workshop: Workshop, found: Check, version: int, now: datetime) -> Message:
    """The last look before the one button that publishes."""
    text = paragraphs(
        Markup("<b>{}</b>").format(_("Before publishing")),
        lines(
            _fact(_("Who is missing"), _missing(_, found)),
            _fact(_("Languages"), _languages(_, found)) if found.languages else "",
            *themes(_, found),
            _fact(_("Quotes"), _quotes(_, found)),
            _fact(_("Details about other people"), _undecided(_, found)) if found.undecided else "",
            _fact(_("Late answers"), _late(_, found)) if found.late else "",
            *_gaps(_, found),
        ),
        _fact(_("Goes to"), _receivers(_, found)),
        _again(_, workshop, now),
    )
    wid = workshop.id
    first: Row = (
        Button(str(_("Connect destination")), press=f"dest:{wid}", style="primary"),
        Button(str(_("Invite team")), press=f"team:{wid}"),
    )
    if found.receivers:
        label = _("Publish again") if workshop.published_at else _("Publish")
        style: Style | None = None if workshop.published_at else "primary"
        first = (Button(str(label), press=f"publish:{wid}:{version}", style=style),)
    look = Button(str(_("Preview")), press=f"sumview:{wid}")
    file = Button(str(_("HTML file")), press=f"sumfile:{wid}")
    back = Button(str(_("Back")), press=f"sum:{wid}")
    return Message(text, (first, (look, file), (*see_theme(_, workshop, found), back)))


def themes(_: Wording, found: Check) -> list[Markup]:
    """What is to be said about themes before they are published."""
    said = []
    if found.single:
        listed = [
            _("theme “{theme}” (day {day}, question {number})", theme=name, day=day, number=number)
            for name, day, number in found.single
        ]
        said.append(_fact(_("One person only"), Markup(", ").join(listed)))
    places = [
        _("day {day}, question {number}", day=day, number=number)
        for day, number in dict.fromkeys(found.unconfirmed)
    ]
    count = _.many("{n} theme", "{n} themes", len(found.unconfirmed))
    if places:
        count = _(
            "{themes} (does not appear): {places}", themes=count, places=Markup("; ").join(places)
        )
    if found.themes:
        said.append(_fact(_("Not confirmed"), count))
    said += [_("Day {day}: I am looking for themes", day=day) for day in found.ungrouped]
    return said


def see_theme(_: Wording, workshop: Workshop, found: Check) -> Row:
    """A button to the themes that somebody should look at again."""
    if found.single:
        return (Button(str(_("See single theme")), press=f"thsingle:{workshop.id}"),)
    if found.unconfirmed:
        return (Button(str(_("See themes")), press=f"thwait:{workshop.id}"),)
    return ()


def _fact(label: Markup, value: Markup) -> Markup:
    return Markup("<b>{}:</b> {}").format(label, value)


def _missing(_: Wording, found: Check) -> Markup:
    if not found.joined:
        return _("Nobody has joined yet.")
    silent = _.many(
        "nobody, the one person who joined has answered.",
        "nobody, all {n} have answered.",
        found.joined,
    )
    if found.answered < found.joined:
        silent = _.many(
            "{n} of {joined} said nothing.",
            "{n} of {joined} said nothing.",
            found.joined - found.answered,
            joined=found.joined,
        )
    if found.fewest is None:
        return silent
    day, question, answers = found.fewest
    fewest = _(
        "Day {day}, question {number} has the fewest answers: {n}.",
        day=day,
        number=question,
        n=answers,
    )
    return Markup("{} {}").format(silent, fewest)


def _languages(_: Wording, found: Check) -> Markup:
    names = {"de": _("in German"), "en": _("in English")}
    return Markup(", ").join(
        _.many("{n} person {language}", "{n} people {language}", n, language=names[code])
        for code, n in found.languages
    )


def _quotes(_: Wording, found: Check) -> Markup:
    parts = [asking.checked(_, found.quotes)]
    if found.left_out:
        parts.append(_.many("{n} answer left out", "{n} answers left out", found.left_out))
    return Markup(", ").join(parts)


def _undecided(_: Wording, found: Check) -> Markup:
    return _.many(
        "{n} answer still waits (does not appear)",
        "{n} answers still wait (do not appear)",
        found.undecided,
    )


def _late(_: Wording, found: Check) -> Markup:
    return _.many(
        "{n} is not decided yet (does not appear)",
        "{n} are not decided yet (do not appear)",
        found.late,
    )


def _gaps(_: Wording, found: Check) -> list[Markup]:
    gaps = []
    if not found.introduction or not found.closing:
        gaps.append(_fact(_("Still missing"), missing_texts(_, found.introduction, found.closing)))
    gaps += [_("Day {day} is still open.", day=day) for day in found.open_days]
    gaps += [
        _("Day {day} has not been open yet, its questions do not appear.", day=day)
        for day in found.to_come
    ]
    return gaps


def missing_texts(_: Wording, introduction: bool, closing: bool) -> Markup:
    """Which of the facilitators' own texts are not there."""
    if not introduction and not closing:
        return _("introduction and closing")
    return _("closing") if introduction else _("introduction")


def _receivers(_: Wording, found: Check) -> Markup:
    if not found.receivers:
        return _(
            "nobody yet. Connect a group or a channel, or invite an organiser: "
            "/workshop, /invite organiser"
        )
    return Markup(", ").join(place(_, kind, title) for kind, title in found.receivers)


def _again(_: Wording, workshop: Workshop, now: datetime) -> Markup:
    if workshop.published_at is None:
        return Markup()
    when = day_and_time(_, workshop.published_at, workshop.zone, now)
    return _(
        "It was published {when}. Publishing again posts it once more, as a new version; "
        "the old one stays where it is.",
        when=when,
    )
