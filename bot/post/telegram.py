"""The post as messages in a chat."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.messages.direction import isolated
from bot.messages.message import lines, paragraphs
from bot.messages.wording import Wording, in_language
from bot.post import sentences
from bot.post.splitting import LIMIT, split_html, units
from bot.post.typography import quoted
from flows.summary import QuestionSummary, Quote, Summary

_BETWEEN = "\n\n"
_LEAST_SHARE = 8  # of the limit (1/8), for a message of its own before a day that is too long


def post_parts(summary: Summary, language: str, limit: int = LIMIT) -> tuple[str, ...]:
    """The post as Telegram HTML, in as few messages as its days allow.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
        limit: the most UTF-16 units of a message.

    Returns:
        The messages in order, each within the limit; cut between days where it can be done,
        then between questions, then inside of them.
    """
    parts: list[str] = []
    # As plain text: Markup would escape the parts that the cutting gives back.
    for section in map(str, _sections(summary, in_language(language))):
        if parts and units(parts[-1]) + len(_BETWEEN) + units(section) <= limit:
            parts[-1] += _BETWEEN + section
        elif parts and units(parts[-1]) * _LEAST_SHARE < limit:
            parts[-1:] = split_html(parts[-1] + _BETWEEN + section, limit)
        else:
            parts.extend(split_html(section, limit))
    return tuple(parts)


def _sections(summary: Summary, _: Wording) -> Iterator[Markup]:
    title = _bold(isolated(summary.event.title))
    yield paragraphs(
        lines(title, sentences.occasion(summary.event, _)),
        Markup.escape(summary.introduction.strip()),
        sentences.attendance(summary.participation, _),
    )
    for day in summary.days:
        asked = [question for question in day.questions if question.asked]
        if asked:
            yield _section(sentences.day_heading(day, _), asked, _)
    last = summary.last
    yield paragraphs(
        _section(sentences.what_stays(_), [last], _) if last.asked else "",
        Markup.escape(summary.closing.strip()),
        Markup("<i>{}</i>").format(sentences.assurance(_)),
    )


def _section(heading: str, asked: Sequence[QuestionSummary], _: Wording) -> Markup:
    return paragraphs(_bold(heading), *(_question(question, _) for question in asked))


def _question(question: QuestionSummary, _: Wording) -> Markup:
    choices = (
        Markup("{} {}").format(sentences.tally(choice, _), sentences.bar(choice, question)).rstrip()
        for choice in question.tallies
        if question.people
    )
    return lines(
        _bold(sentences.question_text(question, _)),
        sentences.count(question, _),
        *choices,
        _quotes(question.quotes, _),
    )


def _quotes(quotes: tuple[Quote, ...], _: Wording) -> Markup:
    """All quotes of a question in one block, for Telegram folds one only after three lines."""
    if not quotes:
        return Markup()
    block = Markup("<blockquote expandable>{}</blockquote>")
    return block.format(lines(*(_quote(quote, _) for quote in quotes)))


def _quote(quote: Quote, _: Wording) -> Markup:
    said = Markup("{} – <i>{}</i>").format(_words(quote, _), sentences.author(quote, _))
    if quote.before is None:
        return said
    return lines(
        Markup("{} {}").format(sentences.at_the_start(_), _words(quote.before, _)),
        Markup("{} {}").format(sentences.at_the_end(_), said),
    )


def _words(quote: Quote, _: Wording) -> str:
    return quoted(quote.text.strip(), quote.language, _.language)


def _bold(text: str) -> Markup:
    return Markup("<b>{}</b>").format(text)
