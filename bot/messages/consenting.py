"""What authors read when a sentence of theirs is to go into the post."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.messages.in_posts import sentence_leaves
from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.publishing import place as place_of
from bot.messages.wording import Wording
from flows.attribution import Attribution, shown_name
from flows.consent import LONGEST_SENTENCE, Flaw, QuoteState, mark, ways
from flows.ids import QuoteId
from storage.quotes import StoredQuote

A_SMALL_GROUP = 5
"""From so many people who answered on, nobody is warned of being recognised."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with all that its author is to know before they decide.

    Attributes:
        wish: how the author would like to be quoted in general.
        name: the full name that they go by.
        title: the workshop's, where they take part in several.
        number: the question's place in its day.
        theme: the label of the confirmed theme under which it is to stand.
        beside: day and number of the question whose sentence it would stand beside, and whether
            that one is allowed already.
        readers: kind and title of each place that the post goes to.
        host: who else shows the post to people; empty while unknown.
        answered: how many people have answered in the workshop.
        turn: which of how many sentences that were asked about together.
    """

    quote: StoredQuote
    wish: Attribution
    name: str
    title: str | None
    day: int
    number: int
    theme: str | None
    beside: tuple[int, int, bool] | None
    readers: tuple[tuple[str, str], ...]
    host: str
    answered: int
    turn: tuple[int, int]


def question(_: Wording, about: Sentence, *, lead: Markup | None = None) -> Message:
    """May it go into the post? `lead` stands above the question."""
    heading = Markup("<b>{}</b>").format(_("May this sentence of yours go into the post?"))
    place, total = about.turn
    if total > 1:
        heading = Markup("{} {}").format(
            heading, _("({place} of {total})", place=place, total=total)
        )
    title = Markup("<b>{}</b>").format(about.title) if about.title else Markup()
    text = lines(
        title,
        heading,
        quoted(about.quote.words),
        _where(_, about),
        _beside(_, about),
        _readers(_, about),
        _small(_, about.answered),
        _("Without your answer it does not appear."),
    )
    return Message(paragraphs(lead or "", text), _rows(_, about))


def again(_: Wording) -> Markup:
    """Above the question, where somebody wrote something else."""
    return _("I have not stored this. Tap a button, or type yes, no, or the button's number.")


def reads_now(_: Wording) -> Markup:
    """Above the question, where a button belonged to other words."""
    return _("The sentence reads otherwise now, so nothing has changed yet.")


def reminder(_: Wording, waiting: int) -> Markup:
    """Above the question, once."""
    return _.many(
        "A sentence of yours waits for your decision. I do not ask again.",
        "{n} sentences of yours wait for your decision. I do not ask again.",
        waiting,
    )


def details_first(_: Wording) -> Markup:
    """A yes to a sentence of an answer whose author has still to decide about details in it."""
    return _(
        "Not allowed yet: your answer says something about somebody else. "
        "First choose what is to become of that, below. Then tap again."
    )


def allowed(_: Wording, quote: StoredQuote, *, later: bool) -> Message:
    """What takes the place of the question after a yes; `later` where a post is out without it."""
    if quote.name is None:
        said = _("✓ Allowed without a name.")
    else:
        said = _("✓ Allowed as “{name}”.", name=quote.name)
    out = _(
        "The post is already out. The sentence goes in when the facilitators publish the post "
        "once more."
    )
    text = lines(said, out if later else "", quoted(quote.words))
    return Message(text, ((ask_button(quote, _("Change")),),))


def declined(_: Wording, quote: StoredQuote) -> Message:
    """What takes the place of the question after a no."""
    said = _("✓ Not quoted. Your answer still counts.")
    return Message(
        lines(said, quoted(quote.words)), ((ask_button(quote, _("Quote it after all")),),)
    )


def taken_back(_: Wording, quote: StoredQuote, *, published: bool) -> Message:
    """A yes was taken back."""
    said = _("✓ The sentence is not quoted any more. Your answer still counts.")
    text = lines(said, sentence_leaves(_) if published else "", quoted(quote.words))
    return Message(text, ((ask_button(quote, _("Quote it after all")),),))


def not_wanted(_: Wording) -> Markup:
    """Nobody wants the sentence in the post any more."""
    return _("This sentence is no longer to go into the post. There is nothing to decide.")


def never_quoted(_: Wording) -> Markup:
    """They have chosen not to be quoted at all."""
    return _("You have chosen not to be quoted, so nothing changes. To change it: /privacy")


def not_in_answer(_: Wording) -> Message:
    """An answer was changed so that the allowed sentence is no part of it any more."""
    return Message(
        _("The sentence that you had allowed is no longer in your answer. It is not quoted.")
    )


def which_words(_: Wording, quote: StoredQuote) -> Message:
    """The author wants to write the sentence themselves."""
    text = lines(
        _("Type the sentence as it should appear. Your answer itself stays as it is."),
        quoted(quote.words),
    )
    return Message(text, ((ask_button(quote, _("Cancel")),),))


def no_sentence(_: Wording, quote: StoredQuote, flaw: Flaw, characters: int) -> Message:
    """What was typed cannot stand as a sentence; it is asked for again."""
    match flaw:
        case Flaw.EMPTY:
            why = _("There is nothing to read in that.")
        case Flaw.TOO_LONG:
            why = _(
                "That is {n} characters, and there is room for {most}.",
                n=characters,
                most=LONGEST_SENTENCE,
            )
        case Flaw.SEVERAL_PARAGRAPHS:
            why = _("That has several paragraphs, and there is room for one.")
    what = _("The sentence is as it was. Type it again, for example: One call is enough.")
    return Message(Markup("{} {}").format(why, what), ((ask_button(quote, _("Cancel")),),))


def decisions(_: Wording, states: Sequence[QuoteState]) -> Markup:
    """How somebody has decided so far; nothing where they were never asked."""
    counts = (
        (_("{n} allowed", n=states.count(QuoteState.ALLOWED)), QuoteState.ALLOWED),
        (_("{n} not to be quoted", n=states.count(QuoteState.DECLINED)), QuoteState.DECLINED),
        (_("{n} without your answer", n=states.count(QuoteState.ASKED)), QuoteState.ASKED),
    )
    shown = [text for text, state in counts if state in states]
    if not shown:
        return Markup()
    return _(
        "{counts}. See and change: /answers",
        counts=Markup(", ").join(shown),
    )


def quoted(words: str) -> Markup:
    """Words as a quotation of their own."""
    return Markup("<blockquote>{}</blockquote>").format(words)


def reword(quote: QuoteId, words: str) -> str:
    """The data of the button to write the sentence oneself."""
    return f"citeword:{quote}:{mark(words)}"


def ask_button(quote: StoredQuote, label: Markup) -> Button:
    """Puts the question once more, whatever was decided."""
    return Button(str(label.unescape()), press=f"citeask:{quote.id}")


def decide(quote: StoredQuote, way: Attribution) -> str:
    """The data of a button that decides about exactly these words."""
    return f"cite:{quote.id}:{mark(quote.words)}:{way.value}"


def _rows(_: Wording, about: Sentence) -> tuple[Row, ...]:
    quote = about.quote
    first, *others = (
        Button(_yes(_, way, about.name), press=decide(quote, way))
        for way in ways(about.wish, about.name)
    )
    change = Button(str(_("Change sentence")), press=reword(quote.id, quote.words))
    no = Button(str(_("Do not quote")), press=decide(quote, Attribution.NOT_QUOTED))
    primary = Button(first.label, press=first.press, style="primary")
    return ((primary,), tuple(others), (change, no))


def _yes(_: Wording, way: Attribution, name: str) -> str:
    shown = shown_name(way, name)
    if shown is None:
        return str(_("Yes, without a name"))
    return _("Yes, as “{name}”", name=shown).unescape()


def _where(_: Wording, about: Sentence) -> Markup:
    facts = {"day": about.day, "number": about.number}
    if about.theme is None:
        return _("Where: day {day}, question {number}", **facts)
    theme = about.theme
    return _("Where: day {day}, question {number}, under the theme “{theme}”", theme=theme, **facts)


def _beside(_: Wording, about: Sentence) -> Markup:
    if about.beside is None:
        return Markup()
    day, number, allowed = about.beside
    if allowed:
        return _(
            "It stands beside your sentence from day {day}, question {number}.",
            day=day,
            number=number,
        )
    return _(
        "It stands beside your sentence from day {day}, question {number}, "
        "if you allow that one too.",
        day=day,
        number=number,
    )


def _readers(_: Wording, about: Sentence) -> Markup:
    host = about.host or _("the organisers")
    if not about.readers:
        return _(
            "Who reads it: everyone to whom {host} shows the post, also on the internet", host=host
        )
    places = Markup(", ").join(place_of(_, kind, title) for kind, title in about.readers)
    return _(
        "Who reads it: {places} and everyone to whom {host} shows the post, also on the internet",
        places=places,
        host=host,
    )


def _small(_: Wording, answered: int) -> Markup:
    if answered >= A_SMALL_GROUP:
        return Markup()
    return _.many(
        "You are the only one who answered. People may recognise you even without a name.",
        "There are only {n} of you. People may recognise you even without a name.",
        answered,
    )
