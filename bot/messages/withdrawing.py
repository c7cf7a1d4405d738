"""What is said when somebody takes back what is published; never whose it was, nor the words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines
from bot.messages.moments import short_time
from bot.messages.publishing import place
from bot.messages.wording import Wording
from flows.ids import WorkshopId
from flows.withdrawal import Change, Passage


class Untouched(StrEnum):
    """Why a post could not be changed at a place."""

    GONE = "gone"  # somebody has deleted it there
    REFUSED = "refused"
    UNKNOWN = "unknown"  # nobody knows the number of its message


@dataclass(frozen=True, slots=True)
class Trouble:
    """A place where the post could not be changed; `kind` and `title` as `publishing.place`."""

    kind: str | None
    title: str | None
    why: Untouched

    @property
    def stands(self) -> bool:
        """Whether the old words may still stand there."""
        return self.why is not Untouched.GONE


def moved_up(_: Wording) -> Markup:
    """Takes the place of a message that a post which became shorter does not need any more."""
    return _("The post has become shorter; it ends above.")


def for_facilitators(
    _: Wording, workshop: WorkshopId, change: Change, troubles: Sequence[Trouble], url: str | None
) -> Message:
    """A published post was changed, because somebody took something back."""
    count = _whole(change)
    if count:
        heading = _.many("{n} quote was withdrawn.", "{n} quotes were withdrawn.", count)
    else:
        heading = _("Somebody has taken something back.")
    then = _("The post has already been changed, the files are new.")
    if any(one.stands for one in troubles):
        then = _("The post has been changed, but not everywhere. The files are new.")
    text = lines(
        Markup("<b>{}</b> {}").format(heading, then),
        *_quotes_fewer(_, change),
        *_themes(_, change),
        _("The numbers have been recalculated.") if change.numbers else "",
        *(_trouble(_, one) for one in troubles),
        "" if any(one.stands for one in troubles) else _("There is nothing you have to do."),
    )
    other = Button(str(_("Choose another quote")), press=f"sum:{workshop}")
    row: Row = (other,) if count else ()
    if url is not None:
        row = (Button(str(_("Open post")), url=url), *row)
    return Message(text, (row,) if row else ())


def for_organisers(
    _: Wording, post: str, change: Change, *, files: bool, everywhere: bool = True
) -> Message:
    """Which passages have to leave copies elsewhere, by place and number.

    Args:
        _: the reader's language.
        post: names the change in the data of the buttons.
        change: what has changed.
        files: whether the new files follow.
        everywhere: whether the messages of the post could be changed wherever they stand.
    """
    count = _whole(change)
    if count:
        heading = _.many(
            "Please take {n} quote out of your copies,",
            "Please take {n} quotes out of your copies,",
            count,
        )
        why = _("for example from the website. The person has withdrawn it.")
        if count > 1:
            why = _("for example from the website. The person has withdrawn them.")
    else:
        heading = _("Please replace the old files of the post.")
        why = _("Somebody has taken something back.")
    easiest = _("Easiest: replace the old version with the new files here.")
    if not files:
        easiest = _("The new files could not be made yet. Please ask for them with the button.")
    itself = _("The post itself has already been changed.")
    if not everywhere:
        itself = _("The post itself could not be changed everywhere. The facilitators know where.")
    text = lines(
        Markup("<b>{}</b> {}").format(heading, why),
        *(_passage(_, one) for one in change.passages),
        *_themes(_, change),
        _("The numbers have been recalculated.") if change.numbers else "",
        Markup("{} {}").format(easiest, itself),
    )
    done = Button(str(_("Taken out")), press=f"takedone:{post}", style="primary")
    ask = Button(str(_("I need help")), press=f"takehelp:{post}")
    again = Button(str(_("Send files again")), press=f"orgfiles:{post.partition(':')[0]}")
    return Message(text, ((done,), (ask,) if files else (ask, again)))


def still_to_do(_: Wording, post: str, title: str) -> Message:
    """After some days, once: an organiser has not said that the passages are out."""
    text = _(
        "Have you taken the withdrawn passages of the post on <b>{title}</b> out of your copies? "
        "Further up I told you which.",
        title=title,
    )
    done = Button(str(_("Taken out")), press=f"takedone:{post}", style="primary")
    ask = Button(str(_("I need help")), press=f"takehelp:{post}")
    return Message(text, ((done,), (ask,)))


def done(_: Wording, now: datetime, zone: ZoneInfo) -> Markup:
    """The organiser has taken the passages out."""
    day = _.short_date(now.astimezone(zone).date())
    return _("✓ Done on {day}, {time}.", day=day, time=short_time(_, now, zone))


def help_comes(_: Wording) -> Markup:
    """The organiser needs help; the facilitators know."""
    return _("✓ I have told the facilitators. They will get in touch with you.")


def needs_help(_: Wording, name: str, title: str) -> Message:
    """To the facilitators: an organiser needs help with taking passages out."""
    return Message(
        _(
            "{name} needs help with taking withdrawn passages of the post on <b>{title}</b> out of "
            "copies. Please get in touch. Which passages they are stands in my message about it.",
            name=name,
            title=title,
        )
    )


def goodbye_after_change(_: Wording, quotes: int) -> Message:
    """The last words to somebody whose quotes are out of every post."""
    return Message(
        lines(
            _.many(
                "Deleted. Your quote is no longer in the post, and the numbers have been "
                "recalculated.",
                "Deleted. Your {n} quotes are no longer in the post, and the numbers have been "
                "recalculated.",
                quotes,
            ),
            _(
                "I am asking the organisers to take the passages out of copies too. "
                "I cannot check whether that works everywhere."
            ),
        )
    )


def goodbye_before_change(_: Wording, quotes: int) -> Message:
    """As above, where a post could not be changed in time, or not everywhere."""
    return Message(
        lines(
            _("Deleted. With me there is nothing of you any more."),
            _.many(
                "Your quote may still stand in the published post: I could not take it out "
                "everywhere yet. I go on trying, and tell the facilitators where they have to.",
                "Your {n} quotes may still stand in the published post: I could not take them out "
                "everywhere yet. I go on trying, and tell the facilitators where they have to.",
                quotes,
            ),
            _(
                "I am asking the organisers to take the passages out of copies too. "
                "I cannot check whether that works everywhere."
            ),
        )
    )


def _whole(change: Change) -> int:
    return sum(not one.half for one in change.passages)


def _quotes_fewer(_: Wording, change: Change) -> Iterator[Markup]:
    """Question by question, how many quotes are gone, and where none is left."""
    whole = [one for one in change.passages if not one.half]
    gone = Counter((one.day, one.question) for one in whole)
    of = {(one.day, one.question): one.of for one in whole}
    for (day, question), count in gone.items():
        fewer = _.many(
            "Day {day}, question {question}: one quote fewer",
            "Day {day}, question {question}: {n} quotes fewer",
            count,
            day=day,
            question=question,
        )
        if count == of[day, question]:
            fewer = _("{fewer}, none is left here", fewer=fewer)
        yield fewer
    for one in change.passages:
        if one.half:
            yield _(
                "Day {day}, question {question}: a sentence from the start is no longer beside "
                "a quote",
                day=one.day,
                question=one.question,
            )


def _passage(_: Wording, passage: Passage) -> Markup:
    which = _the_quote(_, passage)
    if passage.half:
        which = _("{which}, only the sentence from the start", which=which)
    return _(
        "Day {day}, question {question}: {which} (number {number} in the old file)",
        day=passage.day,
        question=passage.question,
        which=which,
        number=passage.number,
    )


def _the_quote(_: Wording, passage: Passage) -> Markup:
    if passage.of == 1:
        return _("the only quote")
    ordinals = (
        _("the first quote"),
        _("the second quote"),
        _("the third quote"),
        _("the fourth quote"),
        _("the fifth quote"),
    )
    if passage.place <= len(ordinals):
        return ordinals[passage.place - 1]
    return _("quote {place}", place=passage.place)


def _themes(_: Wording, change: Change) -> Iterator[Markup]:
    for day, question in change.themes:
        yield _(
            "Day {day}, question {question}: a theme is gone, for its name held a word that was "
            "taken back. Its answers count as individual voices now.",
            day=day,
            question=question,
        )


def _trouble(_: Wording, trouble: Trouble) -> Markup:
    name = place(_, trouble.kind, trouble.title)
    name = Markup(name[:1].upper() + name[1:])  # noqa: S704 - Markup before
    match trouble.why:
        case Untouched.GONE:
            return _("{place}: the post does not stand there any more.", place=name)
        case Untouched.UNKNOWN:
            return _(
                "{place}: I do not know whether the post is there. Please look, and delete it "
                "there by hand.",
                place=name,
            )
        case Untouched.REFUSED:
            return _(
                "{place}: I cannot change the post there. Please delete it there by hand, or let "
                "me write there again and publish anew.",
                place=name,
            )
