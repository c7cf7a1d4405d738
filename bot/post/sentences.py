"""The sentences that all forms of the post share, as HTML-safe text."""

from markupsafe import Markup

from bot.messages.wording import Wording
from bot.post.typography import isolated, tied
from flows.summary import DaySummary, Event, Participation, QuestionSummary, Quote, Tally

_LONGEST_BAR = 12
_BLOCK = "▇"


def occasion(event: Event, _: Wording) -> Markup:
    """`Workshop am 30. und 31. Januar 2027, Beispielhaus e. V., Musterstadt`, as far as known."""
    dates = sorted({day for day in event.dates if day is not None})
    what = _("Workshop on {dates}", dates=tied(str(_.spelled_dates(dates)))) if dates else None
    where = [isolated(tied(fact)) for fact in (event.host, event.place) if fact]
    return Markup(", ").join([what or _("Workshop"), *where])


def attendance(participation: Participation, _: Wording) -> Markup:
    """How many took part: `12 Personen waren dabei, 10 haben geantwortet.`."""
    answered = _.many("{n} answered", "{n} answered", participation.answered)
    return _.many(
        "{n} person took part, {answered}.",
        "{n} people took part, {answered}.",
        participation.joined,
        answered=answered,
    )


def day_heading(day: DaySummary, _: Wording) -> Markup:
    """`Tag 1: Woran wir anknüpfen`."""
    return _("Day {number}: {title}", number=day.number, title=day.title.in_language(_.language))


def question_text(question: QuestionSummary, _: Wording) -> str:
    """The question in full, not escaped."""
    return question.question.text.in_language(_.language)


def count(question: QuestionSummary, _: Wording) -> Markup:
    """`10 Antworten.`; says so where there is none, and where none of them is quoted."""
    if not question.people:
        return _("No answers.")
    if not question.tallies and not question.quotes:
        return _.many("{n} answer, not quoted.", "{n} answers, none quoted.", question.people)
    return _.many("{n} answer.", "{n} answers.", question.people)


def tally(choice: Tally, _: Wording) -> Markup:
    """`Gut: 5 Personen`; an end of a scale with its meaning: `5 (sehr gut): 3 Personen`."""
    return _.many(
        "{label}: {n} person", "{label}: {n} people", choice.people, label=_label(choice, _)
    )


def bar(choice: Tally, question: QuestionSummary) -> str:
    """A block for each person; from more than twelve on in proportion, so that it fits a phone."""
    longest = max(choice.people for choice in question.tallies)
    if longest <= _LONGEST_BAR or not choice.people:
        return _BLOCK * choice.people
    return _BLOCK * max(1, round(_LONGEST_BAR * choice.people / longest))


def author(quote: Quote, _: Wording) -> Markup:
    """The name that stands beside a quote, or `ohne Namen`."""
    return _("without a name") if quote.by is None else Markup.escape(isolated(quote.by))


def source(question: QuestionSummary, quote: Quote, _: Wording) -> Markup:
    """Where a quote comes from: `Tag 1, Frage 1, Antwort von Amira`."""
    if quote.by is None:
        return _(
            "Day {day}, question {number}, answer without a name",
            day=question.day,
            number=question.number,
        )
    return _(
        "Day {day}, question {number}, answer by {name}",
        day=question.day,
        number=question.number,
        name=isolated(quote.by),
    )


def what_stays(_: Wording) -> Markup:
    """The heading of the closing question."""
    return _("What stays")


def assurance(_: Wording) -> Markup:
    """The line under every post."""
    return _("Counts are people. Every quote was allowed by the person who said it.")


def _label(choice: Tally, _: Wording) -> str:
    if choice.label is None:
        return choice.value
    words = choice.label.in_language(_.language)
    return f"{choice.value} ({words})" if choice.value.lstrip("-").isdigit() else words
