"""What the bot says about keeping a workshop: switching, changing, deleting."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines
from bot.messages.setting_up import shortened
from bot.messages.wording import LANGUAGES, Wording
from flows.workshop import Workshop

_LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}


def choose(_: Wording, workshops: Sequence[Workshop], current: Workshop | None) -> Message:
    """All workshops that someone facilitates."""
    rows: list[Row] = []
    for workshop in workshops:
        chosen = current is not None and workshop.id == current.id
        label = f"✓ {shortened(workshop.title)}" if chosen else shortened(workshop.title)
        rows.append((Button(label, press=f"switch:{workshop.id}"),))
    rows.append((Button(str(_("New workshop")), press="new"),))
    if current is None:
        return Message(_("You facilitate no workshop yet."), tuple(rows))
    text = lines(
        Markup("<b>{}</b>").format(_("Which workshop?")),
        _("Your commands are about “{title}” now.", title=current.title),
    )
    return Message(text, tuple(rows))


def more(_: Wording, workshop: Workshop, note: str = "") -> Message:
    """What can be changed about a workshop; `note` says what just was."""
    unknown = _("not set yet")
    text = lines(
        note,
        Markup("<b>{}</b>").format(workshop.title),
        _("Host: {host}", host=workshop.host or unknown),
        _("Privacy contact: {contact}", contact=workshop.contact or unknown),
        _("Language of the post: {language}", language=_LANGUAGE_NAMES[workshop.language]),
        _("Time zone: {zone}", zone=workshop.zone.key),
        _("What do you want to change?"),
    )
    number = workshop.id
    return Message(
        text,
        (
            (
                Button(str(_("Title")), press=f"wedit:{number}:title"),
                Button(str(_("Host")), press=f"wedit:{number}:host"),
            ),
            (
                Button(str(_("Contact")), press=f"wedit:{number}:contact"),
                Button(str(_("Post language")), press=f"wlang:{number}"),
            ),
            (
                Button(str(_("Time zone")), press=f"wedit:{number}:zone"),
                Button(str(_("New invitation")), press=f"wlink:{number}"),
            ),
            (Button(str(_("Delete workshop")), press=f"wdel:{number}", style="danger"),),
            (Button(str(_("Back")), press=f"card:{number}"),),
        ),
    )


def ask(_: Wording, workshop: Workshop, field: str) -> Message:
    """Ask for the new title, host, contact or zone."""
    questions = {
        "title": (_("What is the workshop called?"), workshop.title, ""),
        "host": (
            _("Who hosts it, and where?"),
            workshop.host,
            _("For example: Beispielhaus e. V., Musterstadt"),
        ),
        "contact": (
            _("Who answers questions about privacy?"),
            workshop.contact,
            _("For example: Renate Probe, datenschutz@beispielhaus.example"),
        ),
        "zone": (
            _("Where does the workshop take place?"),
            workshop.zone.key,
            _("Type a large city of that time zone, for example: Vienna"),
        ),
    }
    question, now, example = questions[field]
    current = _("Now: {value}", value=now) if now else ""
    back = Button(str(_("Back")), press=f"wmore:{workshop.id}")
    return Message(lines(Markup("<b>{}</b>").format(question), current, example), ((back,),))


def choose_language(_: Wording, workshop: Workshop) -> Message:
    """Ask for the language of the post."""
    buttons = tuple(
        Button(_LANGUAGE_NAMES[language], press=f"wlang:{workshop.id}:{language}")
        for language in LANGUAGES
    )
    text = lines(
        Markup("<b>{}</b>").format(_("In which language shall the post be?")),
        _("Everybody goes on reading my questions in their own language."),
    )
    return Message(text, (buttons, (Button(str(_("Back")), press=f"wmore:{workshop.id}"),)))


def changed(_: Wording) -> Markup:
    """Something was changed."""
    return _("✓ Changed.")


def unknown_zone(_: Wording) -> Message:
    """No zone has that name."""
    return Message(
        _(
            "I know no time zone by that name. Type a large city of the zone, for example: Vienna, "
            "or the full name: Europe/Vienna"
        )
    )


def ask_new_link(_: Wording, workshop: Workshop) -> Message:
    """Ask before the invitation that was handed out stops working."""
    text = lines(
        Markup("<b>{}</b>").format(_("Make a new invitation link?")),
        _("The old link and its QR code then stop working. Who has joined stays."),
    )
    return Message(
        text,
        (
            (Button(str(_("Keep the old one")), press=f"wmore:{workshop.id}", style="primary"),),
            (Button(str(_("New link")), press=f"wlink:{workshop.id}:yes", style="danger"),),
        ),
    )


def new_link(_: Wording) -> Markup:
    """The old invitation no longer works."""
    return _("✓ The invitation has a new link. The old one no longer works.")


def ask_delete(_: Wording, workshop: Workshop, people: int, answers: int) -> Message:
    """Ask once before everything is gone."""
    parts = [
        Markup("<b>{}</b>").format(_("Delete “{title}”?", title=workshop.title)),
        _(
            "Gone are then: {people}, {answers}, times, consents and the summary. "
            "Nobody can bring that back.",
            people=_.many("{n} person", "{n} people", people),
            answers=_.many("{n} answer", "{n} answers", answers),
        ),
    ]
    if workshop.published_at is not None:
        parts.append(_("The published post stays where it was posted. Delete it there yourself."))
    label = _.many("Delete, {n} person", "Delete, {n} people", people)
    if not people:
        label = _("Delete workshop")
    return Message(
        lines(*parts),
        (
            (Button(str(_("Keep it")), press=f"card:{workshop.id}", style="primary"),),
            (Button(str(label), press=f"wdel:{workshop.id}:yes", style="danger"),),
        ),
    )


def deleted(_: Wording, title: str) -> Markup:
    """The workshop is gone, for who deleted it."""
    return _("✓ “{title}” is deleted, with everything in it.", title=title)


def deleted_by(_: Wording, title: str, name: str) -> Message:
    """The workshop is gone, for the others who facilitated it."""
    return Message(
        _(
            "{name} has deleted the workshop “{title}”, with everything in it.",
            name=name,
            title=title,
        )
    )
