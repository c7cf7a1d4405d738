"""What facilitators read about the sentences that are to go into the post."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.messages.authors import author
from bot.messages.message import Button, Message, Row, Style, lines, paragraphs
from bot.messages.shortening import shortened
from bot.messages.wording import Wording
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.ids import AnswerId
from flows.workshop import Workshop

A_PAGE = 8
"""Sentences in one message."""

LONGEST_IN_LIST = 260
"""Of a sentence in a page of them, in UTF-16 units."""

A_ROW = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the sentences are on their way to their authors' yes.

    Attributes:
        to_ask: sentences whose authors have not been asked and can be.
        people: those authors.
        out_of_reach: sentences whose authors have left or cannot be written to.
        undecided: sentences whose authors have still to decide about details of other people.
        allowed: sentences that stand in the post.
        declined: sentences that their authors do not want quoted.
        waiting: sentences whose authors were asked and have not answered.
        to_remind: people who have not answered and were not reminded.
    """

    to_ask: int = 0
    people: int = 0
    out_of_reach: int = 0
    undecided: int = 0
    allowed: int = 0
    declined: int = 0
    waiting: int = 0
    to_remind: int = 0

    @property
    def asked(self) -> bool:
        """Whether anybody was asked."""
        return bool(self.allowed or self.declined or self.waiting)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence as facilitators see it; those that were declined are not shown.

    Attributes:
        number: the question's place in its day.
        attribution: as its author has allowed it; as they wished on joining before that.
        name: the name that they go by, or that they have allowed.
    """

    answer_id: AnswerId
    words: str
    day: int
    number: int
    state: QuoteState
    attribution: Attribution
    name: str


def overview(
    _: Wording, workshop: Workshop, at: Standing, *, done: Markup | None = None
) -> Message:
    """Where the quotes stand, and the next step; `done` says what has just happened."""
    beginning = done or Markup()
    counts = Markup()
    if at.asked:
        counts = Markup("<b>{}</b> {}").format(_("Quotes:"), counted(_, at))
    text = lines(beginning, counts, _to_ask(_, at), _out_of_reach(_, at), _undecided(_, at))
    return Message(text, tuple(row for row in _rows(_, workshop, at) if row))


def line(_: Wording, at: Standing) -> Markup:
    """Where the quotes stand, as a line of the summary's overview."""
    if at.asked:
        return _("Quotes: {counts}", counts=counted(_, at))
    if at.to_ask:
        return _("Quotes: {n} chosen, nobody asked yet", n=at.to_ask)
    return _("Quotes: none chosen yet")


def button(_: Wording, workshop: Workshop) -> Button:
    """Leads from elsewhere to the quotes."""
    return Button(str(_("Quotes")), press=f"quotes:{workshop.id}")


def counted(_: Wording, at: Standing) -> Markup:
    """`13 allowed, 1 declined, 3 without an answer`, as far as there are such."""
    parts = [_("{n} allowed", n=at.allowed)]
    if at.declined:
        parts.append(_("{n} declined", n=at.declined))
    if at.waiting:
        parts.append(_("{n} without an answer", n=at.waiting))
    if at.to_ask:
        parts.append(_("{n} not asked yet", n=at.to_ask))
    return Markup(", ").join(parts)


def checked(_: Wording, at: Standing) -> Markup:
    """As `counted`, for the last check: what is not allowed does not appear."""
    parts = [_("{n} allowed", n=at.allowed)]
    if at.declined:
        parts.append(_("{n} declined", n=at.declined))
    if at.waiting:
        parts.append(
            _.many(
                "{n} without an answer (does not appear)",
                "{n} without an answer (do not appear)",
                at.waiting,
            )
        )
    if at.to_ask:
        parts.append(
            _.many(
                "{n} not asked yet (does not appear)",
                "{n} not asked yet (do not appear)",
                at.to_ask,
            )
        )
    return Markup(", ").join(parts)


def asked(_: Wording, people: int) -> Markup:
    """Authors have just been asked."""
    return _.many("✓ {n} person asked.", "✓ {n} people asked.", people)


def reminded(_: Wording, people: int) -> Markup:
    """Authors have just been reminded."""
    return _.many("✓ {n} person reminded.", "✓ {n} people reminded.", people)


def changed_meanwhile(_: Wording) -> Markup:
    """There are more or fewer than the button said."""
    return _("This has changed meanwhile, so I have asked nobody yet. Please look again.")


def nobody_to_remind(_: Wording) -> Markup:
    """All who have not answered have been reminded, or nobody is left."""
    return _("Nobody can be reminded: I remind of each sentence only once.")


def page(_: Wording, workshop: Workshop, every: tuple[Chosen, ...], number: int) -> Message:
    """Some of the sentences; `number` is the page, from 0."""
    number = min(number, max(0, (len(every) - 1) // A_PAGE))
    start = number * A_PAGE
    here = every[start : start + A_PAGE]
    if not here:
        back = Button(str(_("Back")), press=f"quotes:{workshop.id}")
        return Message(_("No sentence is chosen for the post."), ((back,),))
    counts = _.many("{n} sentence", "{n} sentences", len(every))
    if len(every) > len(here):
        counts = _(
            "{first}–{last} of {total}",
            first=start + 1,
            last=start + len(here),
            total=len(every),
        )
    shown = [_chosen(_, place, one) for place, one in enumerate(here, start + 1)]
    off = [
        Button(
            str(_("Take off {number}", number=place)),
            press=f"quoteoff:{workshop.id}:{one.answer_id}:{number}",
        )
        for place, one in enumerate(here, start + 1)
    ]
    turning = []
    if number:
        before = f"quotelist:{workshop.id}:{number - 1}"
        turning.append(Button(str(_("Previous sentences")), press=before))
    if start + len(here) < len(every):
        after = f"quotelist:{workshop.id}:{number + 1}"
        turning.append(Button(str(_("More sentences")), press=after, style="primary"))
    rows: list[Row] = [tuple(off[n : n + A_ROW]) for n in range(0, len(off), A_ROW)]
    rows += [tuple(turning), (Button(str(_("Back")), press=f"quotes:{workshop.id}"),)]
    heading = Markup("<b>{}</b>").format(_("Sentences for the post"))
    return Message(paragraphs(lines(heading, counts), *shown), tuple(row for row in rows if row))


def _to_ask(_: Wording, at: Standing) -> Markup:
    if at.to_ask:
        how_many = _.many("{n} sentence", "{n} sentences", at.to_ask)
        whose = _.many("{n} person", "{n} people", at.people)
        return _.many(
            "<b>{sentences} of {people}</b> is to go into the post. Each person sees their exact "
            "sentence and decides. Without an answer it does not appear.",
            "<b>{sentences} of {people}</b> are to go into the post. Each person sees their exact "
            "sentence and decides. Without an answer it does not appear.",
            at.to_ask,
            sentences=how_many,
            people=whose,
        )
    if at.asked or at.undecided:
        return Markup()
    return _(
        "No sentence is chosen for the post yet. When a day has closed, I suggest some by myself, "
        "and you can choose others."
    )


def _out_of_reach(_: Wording, at: Standing) -> Markup:
    if not at.out_of_reach:
        return Markup()
    return _.many(
        "{n} more cannot be asked about: the person has left or cannot be reached.",
        "{n} more cannot be asked about: the people have left or cannot be reached.",
        at.out_of_reach,
    )


def _undecided(_: Wording, at: Standing) -> Markup:
    if not at.undecided:
        return Markup()
    return _.many(
        "{n} sentence waits: its author has not decided yet about details of other people in the "
        "answer.",
        "{n} sentences wait: their authors have not decided yet about details of other people in "
        "their answers.",
        at.undecided,
    )


def _rows(_: Wording, workshop: Workshop, at: Standing) -> tuple[Row, ...]:
    wid = workshop.id
    ask: list[Button] = []
    if at.to_ask:
        label = _.many("Ask {n} person now", "Ask {n} people now", at.people)
        press = f"quoteask:{wid}:{at.to_ask}:{at.people}"
        ask.append(Button(str(label), press=press, style="primary"))
    on: list[Button] = []
    if at.waiting and at.to_remind:
        style: Style | None = None if ask else "primary"
        on.append(Button(str(_("Remind once")), press=f"quoteremind:{wid}", style=style))
    if at.waiting:
        label = _.many("Go on without it", "Go on without the {n}", at.waiting)
        on.append(Button(str(label), press=f"check:{wid}"))
    see: list[Button] = []
    if at.to_ask or at.waiting or at.allowed or at.out_of_reach or at.undecided:
        see.append(Button(str(_("See sentences")), press=f"quotelist:{wid}:0"))
    if at.waiting:
        see.append(Button(str(_("Refresh")), press=f"quotes:{wid}"))
    back = Button(str(_("Overview")), press=f"sum:{wid}")
    return (tuple(ask), tuple(on), tuple(see), (back,))


def _chosen(_: Wording, place: int, one: Chosen) -> Markup:
    match one.state:
        case QuoteState.ALLOWED:
            state = _("allowed")
        case QuoteState.ASKED:
            state = _("asked, no answer yet")
        case _rest:
            state = _("not asked yet")
    where = _("Day {day}, question {number}", day=one.day, number=one.number)
    words = Markup("{} {} – <i>{}</i>").format(
        place, shortened(one.words, LONGEST_IN_LIST), author(_, one.attribution, one.name)
    )
    return lines(words, Markup("{} · {}").format(where, state))
