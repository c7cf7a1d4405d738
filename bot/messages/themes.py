"""What facilitators read while they look at themes, one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.reviewed import A_PAGE, Reviewed, answer, in_rows, read_rows
from bot.messages.wording import Wording
from flows.ids import AnswerId, ThemeId
from flows.workshop import Workshop

LONGEST_NAME = 60
"""Of a theme that a facilitator names, in characters."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What speaks for a theme.

    Attributes:
        number: of the answer among those of the theme.
        words: what is quoted, where that is not the whole answer.
        declined: whether the author does not want it in the post.
    """

    number: int
    words: str | None
    declined: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A theme with everything around it.

    Attributes:
        day: the day's number.
        number: the question's place in its day.
        nth: the theme's place among those of its question, from 1.
        of: how many themes the question has.
        label: its name; empty where it has lost all its words.
        version: that of the theme as it is shown.
        answers: all of its answers.
        page: which of them are shown, from 0.
    """

    theme_id: ThemeId
    version: int
    day: int
    number: int
    nth: int
    of: int
    label: str
    confirmed: bool
    answers: tuple[Reviewed, ...]
    quote: Spoken | None
    page: int = 0

    @property
    def at(self) -> "Shown":
        """With a page that it has."""
        return replace(self, page=max(0, min(self.page, (len(self.answers) - 1) // A_PAGE)))

    @property
    def here(self) -> tuple[tuple[int, Reviewed], ...]:
        """The answers of the page with their numbers."""
        first = self.page * A_PAGE
        return tuple(enumerate(self.answers[first : first + A_PAGE], first + 1))


def name(_: Wording, label: str) -> Markup:
    """A theme's name, or that it has none."""
    return Markup.escape(label) if label else _("(no name yet)")


def theme(
    _: Wording,
    workshop: Workshop,
    shown: Shown,
    note: Markup | None = None,
    undo: Button | None = None,
) -> Message:
    """A theme with its answers, and all that can be done with it.

    Args:
        _: the reader's language.
        workshop: whose theme.
        shown: the theme.
        note: what has just happened to it, above everything.
        undo: takes that back.
    """
    at = shown.at
    rows: list[Row] = []
    onward = Button(str(_("Next theme")), press=f"thnext:{workshop.id}:{at.theme_id}")
    if at.confirmed:
        onward = replace(onward, style="primary")
    else:
        press = f"thok:{workshop.id}:{at.theme_id}:{at.version}"
        rows.append((Button(str(_("That's right")), press=press, style="primary"),))
    if undo is not None:
        rows.append((undo,))
    place = f"{workshop.id}:{at.theme_id}:{at.version}"
    pick = f"thpick:{place}:{at.page}"
    rows += [
        (
            Button(str(_("Rename")), press=f"thname:{place}"),
            Button(str(_("Other quote")), press=f"{pick}:q"),
        ),
        (
            Button(str(_("Move answer")), press=f"{pick}:m"),
            Button(str(_("Leave answer out")), press=f"{pick}:o"),
        ),
        (
            Button(str(_("Merge")), press=f"thmerge:{place}"),
            Button(str(_("Dissolve")), press=f"thgone:{place}"),
        ),
        *read_rows(_, workshop, at.here),
        turning(_, f"th:{workshop.id}:{at.theme_id}", at.page, len(at.answers)),
        (Button(str(_("Overview")), press=f"sum:{workshop.id}"), onward),
    ]
    text = paragraphs(note or Markup(), _text(_, at))
    return Message(text, tuple(row for row in rows if row))


def which_answer(_: Wording, workshop: Workshop, shown: Shown, mode: str) -> Message:
    """Ask which of a theme's answers is meant; `mode` is q, m or o."""
    at = shown.at
    asked = {
        "q": _("Which answer shall speak for the theme?"),
        "m": _("Which answer belongs somewhere else?"),
        "o": _("Which answer shall be left out of the post?"),
    }[mode]
    place = f"{workshop.id}:{at.theme_id}:{at.version}"
    can = [(number, one) for number, one in at.here if mode != "q" or one.quotable]
    rows = list(answer_rows(_, can, f"th{mode}:{place}"))
    if mode == "q" and at.quote is not None:
        rows.append((Button(str(_("No quote")), press=f"thq:{place}:0"),))
    turn = turning(_, f"thpick:{place}", at.page, len(at.answers), f":{mode}")
    rows += [turn, (back(_, workshop, at.theme_id),)]
    return Message(paragraphs(asked, _text(_, at)), tuple(row for row in rows if row))


def ask_name(_: Wording, workshop: Workshop, shown: Shown) -> Message:
    """Ask for another name."""
    asked = _(
        "Reply to this message with the new name, at most {most} characters.", most=LONGEST_NAME
    )
    return Message(paragraphs(_heading(_, shown), asked), ((back(_, workshop, shown.theme_id),),))


def name_too_long(_: Wording, length: int) -> Markup:
    """Say kindly that a name is too long, or none."""
    if not length:
        return _(
            "That is no name yet. Please type one, at most {most} characters.", most=LONGEST_NAME
        )
    return _(
        "That has {length} characters; there is room for {most}. Please send the name once "
        "more, a little shorter.",
        length=length,
        most=LONGEST_NAME,
    )


def name_first(_: Wording) -> Markup:
    """A theme without a name cannot be confirmed."""
    return _("Please give the theme a name first: tap “Rename”.")


def which_theme(
    _: Wording,
    asked: Markup,
    text: Markup,
    themes: Sequence[tuple[str, str]],
    others: Sequence[Button],
    away: Button,
) -> Message:
    """Choose one of a question's themes.

    Args:
        _: the reader's language.
        asked: the question.
        text: what it is about.
        themes: what each button does, and the name on it.
        others: what can be chosen besides.
        away: the way back.
    """
    rows = [(Button(label or str(_("(no name yet)")), press=press),) for press, label in themes]
    return Message(paragraphs(asked, text), (*rows, *in_rows(others), (away,)))


def where_to(_: Wording, one: Reviewed) -> tuple[Markup, Markup]:
    """The question where an answer belongs, and the answer."""
    return _("Where does this answer belong?"), answer(_, None, one)


def merge_with(_: Wording, shown: Shown) -> tuple[Markup, Markup]:
    """The question which theme says the same, and the theme."""
    return _("Which theme says the same?"), _heading(_, shown)


def new_theme(_: Wording) -> Markup:
    """A line above a theme that has just begun."""
    return _("This is a new theme. Please give it a name: tap “Rename”.")


def back(_: Wording, workshop: Workshop, theme_id: ThemeId) -> Button:
    """Back to a theme, nothing done."""
    return Button(str(_("Back")), press=f"th:{workshop.id}:{theme_id}:0")


def nothing_to_merge(_: Wording) -> Markup:
    """The question has one theme."""
    return _("This question has no other theme.")


def answer_rows(_: Wording, answers: Sequence[tuple[int, Reviewed]], press: str) -> tuple[Row, ...]:
    """A button for each answer."""
    return in_rows(
        [
            Button(str(_("Answer {number}", number=number)), press=f"{press}:{one.answer_id}")
            for number, one in answers
        ]
    )


def turning(_: Wording, press: str, page: int, total: int, suffix: str = "") -> Row:
    """Buttons to the page before and after, as far as there are any."""
    row = []
    if page:
        row.append(Button(str(_("Previous answers")), press=f"{press}:{page - 1}{suffix}"))
    if (page + 1) * A_PAGE < total:
        row.append(Button(str(_("More answers")), press=f"{press}:{page + 1}{suffix}"))
    return tuple(row)


def counted(_: Wording, page: int, shown: int, total: int) -> Markup:
    """`1–8 von 31`, where there is more than a page."""
    if total <= A_PAGE:
        return Markup()
    first = page * A_PAGE + 1
    return _("{first}–{last} of {total}", first=first, last=first + shown - 1, total=total)


def number_of(answers: Sequence[Reviewed], wanted: AnswerId) -> int:
    """An answer's number among others, from 1; 0 where it is not there."""
    numbers = (n for n, one in enumerate(answers, 1) if one.answer_id == wanted)
    return next(numbers, 0)


def _text(_: Wording, at: Shown) -> Markup:
    people = _.many("{n} person.", "{n} people.", len(at.answers))
    state = _("Confirmed.") if at.confirmed else _("Is that right?")
    head = lines(_heading(_, at), Markup("{} {}").format(people, state))
    page = counted(_, at.page, len(at.here), len(at.answers))
    return paragraphs(head, page, *(answer(_, n, one) for n, one in at.here), _quote(_, at.quote))


def _heading(_: Wording, at: Shown) -> Markup:
    return lines(
        _(
            "Day {day}, question {number}, theme {nth} of {of}",
            day=at.day,
            number=at.number,
            nth=at.nth,
            of=at.of,
        ),
        Markup("<b>{}</b>").format(name(_, at.label)),
    )


def _quote(_: Wording, quote: Spoken | None) -> Markup:
    if quote is None:
        return _("Quote: none")
    if quote.declined:
        return _("Quote: answer {number}, but its author declined", number=quote.number)
    if quote.words is None:
        return _("Quote: answer {number}", number=quote.number)
    return _("Quote: answer {number}: “{words}”", number=quote.number, words=quote.words)
