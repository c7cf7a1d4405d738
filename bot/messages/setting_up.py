"""What the bot says while a workshop is set up."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.times import typed_date
from bot.messages.wording import SOURCE_LANGUAGE, Wording
from flows.script import Flow, Texts
from flows.workshop import Workshop

LONGEST_ON_BUTTON = 30
"""Of a title on a button, in characters."""


def shortened(title: str) -> str:
    """A title that fits on a button."""
    if len(title) <= LONGEST_ON_BUTTON:
        return title
    return title[: LONGEST_ON_BUTTON - 1].rstrip() + "…"


def owner(_: Wording, first_name: str) -> Message:
    """Somebody now runs the bot."""
    text = lines(
        _("Hello {name}. You now run this bot. The link has been used up.", name=first_name),
        _("Now set up a workshop. It takes about two minutes."),
    )
    other = ("Deutsch", "de") if _.language == SOURCE_LANGUAGE else ("English", "en")
    return Message(
        text,
        (
            (Button(str(_("New workshop")), press="new", style="primary"),),
            (
                Button(str(_("Help")), press="do:help"),
                Button(other[0], press=f"ownlang:{other[1]}"),
            ),
        ),
    )


def choose_flow(_: Wording, flows: Sequence[Flow]) -> Message:
    """The first step: which flow."""
    text = lines(
        _step(_, 1, 5),
        Markup("<b>{}</b>").format(_("Which flow?")),
        *(_described(_, flow) for flow in flows),
    )
    return Message(text, (*_choices(_, flows), (_see_questions(_), _cancel(_))))


def flow_questions(_: Wording, flow: Flow, others: Sequence[Flow]) -> Message:
    """All questions of a flow, to look at before choosing it."""
    days = [
        lines(
            _("<b>Day {number}: {title}</b>", number=number, title=_text(_, day.title)),
            *(f"{n} {_text(_, q.text)}" for n, q in enumerate(day.questions, 1)),
        )
        for number, day in enumerate(flow.days, 1)
    ]
    title = flow.title.in_language(_.language)
    label = _("Take “{title}”", title=shortened(title)).unescape()
    take = Button(label, press=f"new:flow:{flow.id}")
    look = tuple(
        Button(other.title.in_language(_.language), press=f"new:questions:{other.id}")
        for other in others
    )
    back = Button(str(_("Back")), press="new:again")
    rows: tuple[Row, ...] = ((take,), look, (back,))
    return Message(
        paragraphs(Markup("<b>{}</b>").format(title), *days), tuple(row for row in rows if row)
    )


def unknown_flow(_: Wording, flows: Sequence[Flow], meant: Flow | None) -> Message:
    """No flow has the name that was typed."""
    asked = _("There is no flow by that name.")
    if meant is not None:
        title = meant.title.in_language(_.language)
        asked = _("There is no flow by that name. Did you mean “{title}”?", title=title)
    example = flows[0].title.in_language(_.language)
    how = _("Tap one, or type its name, for example: {example}", example=example)
    text = lines(asked, *(_described(_, flow) for flow in flows), how)
    return Message(text, (*_choices(_, flows), (_see_questions(_), _cancel(_))))


def ask_title(_: Wording, number: int, steps: int, suggestion: str) -> Message:
    """What the workshop is called."""
    text = lines(
        _step(_, number, steps),
        Markup("<b>{}</b>").format(_("What is the workshop called?")),
        _("Type the title as everyone should read it, or take the suggestion."),
    )
    take = _("Use “{title}”", title=shortened(suggestion)).unescape()
    return Message(text, ((Button(take, press="new:suggestion", style="primary"),), _back(_)))


def ask_host(_: Wording, number: int, steps: int) -> Message:
    """Who hosts, and where."""
    text = lines(
        _step(_, number, steps),
        Markup("<b>{}</b>").format(_("Who hosts it, and where?")),
        _("For example: Beispielhaus e. V., Musterstadt"),
    )
    return Message(text, (_back(_),))


def ask_contact(_: Wording, number: int, steps: int) -> Message:
    """Who answers questions about privacy."""
    text = lines(
        _step(_, number, steps),
        Markup("<b>{}</b>").format(_("Who answers questions about privacy?")),
        _("Type a name and an e-mail address. All participants see it before they consent."),
    )
    return Message(text, (_back(_),))


def ask_date(_: Wording, number: int, steps: int, flow: Flow, example: date) -> Message:
    """When the first day is."""
    text = lines(
        _step(_, number, steps),
        Markup("<b>{}</b>").format(_("When is day 1?")),
        _date_hint(_, flow, example),
    )
    return Message(text, ((Button(str(_("Set later")), press="new:later"),), _back(_)))


def lacking(_: Wording, *, date: bool, host: bool, contact: bool) -> tuple[Markup, ...]:
    """What is still missing, in words."""
    words = ((date, _("date")), (host, _("host")), (contact, _("privacy contact")))
    return tuple(word for missing, word in words if missing)


def set_up(_: Wording, workshop: Workshop, things: Sequence[Markup]) -> Message:
    """A workshop was set up in one line, and lacks some things."""
    done = _("“{title}” is set up.", title=workshop.title)
    card = Button(str(_("Show card")), press=f"card:{workshop.id}")
    on = Button(str(_("Continue")), press=f"newmore:{workshop.id}", style="primary")
    text = lines(done, _("Still missing: {things}.", things=Markup(", ").join(things)))
    return Message(text, ((on,), (card,)))


def ready(_: Wording, workshop: Workshop) -> Markup:
    """All steps are done; the card follows."""
    return _("✓ “{title}” is set up.", title=workshop.title)


def cancelled(_: Wording) -> Markup:
    """Nothing was set up."""
    return _("✓ Cancelled. Nothing was set up. Start again with /new")


def left_as_it_is(_: Wording) -> Markup:
    """The rest is asked another time."""
    return _("✓ Cancelled. What you have set stays as it is.")


def no_date(_: Wording, example: date) -> Message:
    """A text that holds no date."""
    return Message(
        _("I find no date in that. Type it like this: {date}", date=typed_date(_, example))
    )


def past_date(_: Wording, example: date) -> Message:
    """A date that is over."""
    return Message(
        _("That day is over. Type a date to come, for example: {date}", date=typed_date(_, example))
    )


def no_contact(_: Wording) -> Message:
    """A contact that nobody could reach."""
    return Message(
        _(
            "I find no e-mail address in that. Type a name and an address, for example: "
            "Renate Probe, datenschutz@beispielhaus.example"
        )
    )


def too_long(_: Wording, most: int) -> Message:
    """A text that does not fit."""
    return Message(
        _(
            "That is too long: {n} characters fit. I have not stored it; please type it shorter.",
            n=most,
        )
    )


def _described(_: Wording, flow: Flow) -> Markup:
    """`Zwei Tage: 2 Tage, je 4 Fragen, passt zu jedem Workshop`."""
    counts = {len(day.questions) for day in flow.days}
    parts = [_.many("{n} day", "{n} days", len(flow.days))]
    if len(counts) == 1:
        parts.append(_.many("{n} question each", "{n} questions each", counts.pop()))
    else:
        total = sum(len(day.questions) for day in flow.days)
        parts.append(_.many("{n} question in all", "{n} questions in all", total))
    if flow.description is not None:
        parts.append(_text(_, flow.description))
    shown = Markup(", ").join(parts)
    return Markup("{}: {}").format(flow.title.in_language(_.language), shown)


def _date_hint(_: Wording, flow: Flow, example: date) -> Markup:
    typed = typed_date(_, example)
    if len(flow.days) == 1:
        return _(
            "Type the date, for example {date}. "
            "I take the times from the flow; you can change them.",
            date=typed,
        )
    return _(
        "Type the date, for example {date}. Day 2 is the day after. "
        "I take the times from the flow; you can change them.",
        date=typed,
    )


def _choices(_: Wording, flows: Sequence[Flow]) -> tuple[Row, ...]:
    buttons = [
        Button(shortened(flow.title.in_language(_.language)), press=f"new:flow:{flow.id}")
        for flow in flows
    ]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _text(_: Wording, texts: Texts) -> Markup:
    return Markup.escape(texts.in_language(_.language))


def _step(_: Wording, number: int, steps: int) -> Markup:
    return _("Step {number} of {steps}", number=number, steps=steps)


def _see_questions(_: Wording) -> Button:
    return Button(str(_("See questions")), press="new:questions")


def _cancel(_: Wording) -> Button:
    return Button(str(_("Cancel")), press="new:cancel")


def _back(_: Wording) -> Row:
    return Button(str(_("Back")), press="new:back"), _cancel(_)
