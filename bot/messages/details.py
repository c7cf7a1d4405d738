"""What is asked about details of other people in an answer, and what became of them."""

from markupsafe import Markup

from bot.messages.message import Button, Message, lines
from bot.messages.shortening import shortened
from bot.messages.wording import Wording
from flows.details import Detail, DetailKind, without
from flows.ids import SessionId
from flows.noticing import Noticed

MOST_LISTED = 5
LONGEST_SENTENCES = 600
"""Units of what is shown of an answer."""


def question(_: Wording, session: SessionId, number: int, version: int, found: Noticed) -> Message:
    """Ask the author what is to become of the details.

    Args:
        _: their language.
        session: where the answer belongs.
        number: of the question that it answers.
        version: of the answer, by its number; a decision counts for no other.
        found: what is in that version (not nothing).
    """
    place = f"{session}:{number}:{version}"
    text = lines(
        _what_is_there(_, found.details),
        _how_it_would_read(_, found.details, _shown(found)),
        _("Until you choose, I do not quote the answer."),
    )
    out = Button(way_out(_, found.details), press=f"detailout:{place}", style="primary")
    keep = Button(str(_("Keep as it is")), press=f"detailkeep:{place}")
    anew = Button(str(_("Rewrite")), press=f"detailnew:{place}")
    return Message(text, ((out,), (keep, anew)))


def in_sentence(_: Wording, sentence: str, found: tuple[Detail, ...]) -> Markup:
    """What is found in a sentence that its author wrote, and how it would read without."""
    instead = without(sentence, found)
    return lines(
        _.many(
            "It contains a detail about somebody else: {details}.",
            "It contains details about other people: {details}.",
            len({one.words for one in found}),
            details=_listed(_, found),
        ),
        _how_it_would_read(_, found, instead),
        _("Until you choose, I do not quote the sentence."),
    )


def replaced(_: Wording, number: int, found: Noticed) -> Markup:
    """The author has let them be replaced; `found` is what had been there."""
    return _(
        "✓ Your answer to question {number} now reads: “{sentences}” To change it: /answers",
        number=number,
        sentences=_shown(found),
    )


def kept(_: Wording, number: int) -> Markup:
    """The author wants the answer as it is."""
    return _("✓ Your answer to question {number} stays as it is. Change: /answers", number=number)


def settled(_: Wording, number: int) -> Markup:
    """The answer was changed or deleted meanwhile."""
    return _(
        "✓ Settled. There is nothing left to decide about your answer to question {number}.",
        number=number,
    )


def asked_below(_: Wording) -> Markup:
    """What takes the place of a question that was put once more."""
    return _("I ask you once more below.")


def decided_before(_: Wording) -> Markup:
    """A button was pressed again."""
    return _("You have decided this already. Nothing changes. To change it: /answers")


def changed_since(_: Wording) -> Markup:
    """The buttons were about an older version of the answer."""
    return _("Your answer has changed since. Here is how it stands now.")


def cannot_rewrite(_: Wording) -> Markup:
    """The round is over."""
    return _(
        "This day is closed, so the answer can no longer be rewritten. "
        "You can still choose one of the other buttons."
    )


def still_undecided(_: Wording, numbers: tuple[int, ...]) -> Markup:
    """At the end of the day: which answers wait for a decision; nothing where none does."""
    if not numbers:
        return Markup()
    return _.many(
        "About your answer to question {numbers} I have asked you something. "
        "Until you choose, I do not quote it.",
        "About your answers to questions {numbers} I have asked you something. "
        "Until you choose, I do not quote them.",
        len(numbers),
        numbers=_.listed(numbers),
    )


def still_to_decide(
    _: Wording, session: SessionId, numbers: tuple[int, ...]
) -> tuple[tuple[Button, ...], ...]:
    """A button for the first of these, which puts its question once more."""
    return tuple(
        (
            Button(
                str(_("Decide on question {number}", number=number)),
                press=f"detailask:{session}:{number}",
            ),
        )
        for number in numbers[:1]
    )


def _what_is_there(_: Wording, details: tuple[Detail, ...]) -> Markup:
    words = _listed(_, details)
    if len({one.words for one in details}) > 1:
        return _("Your answer contains these details: {details}.", details=words)
    match details[0].kind:
        case DetailKind.PHONE:
            return _("Your answer contains a phone number: {words}.", words=words)
        case DetailKind.MAIL:
            return _("Your answer contains an email address: {words}.", words=words)
        case DetailKind.WEB:
            return _("Your answer contains a web address: {words}.", words=words)
        case DetailKind.HANDLE:
            return _("Your answer contains the name of an account: {words}.", words=words)
        case DetailKind.IBAN:
            return _("Your answer contains a bank account: {words}.", words=words)
        case DetailKind.STREET:
            return _("Your answer contains an address: {words}.", words=words)
        case DetailKind.NAME:
            return _("Your answer contains a name: {words}.", words=words)


def _listed(_: Wording, details: tuple[Detail, ...]) -> str:
    """Each once; what stands behind has a full stop of its own."""
    each = list(dict.fromkeys(one.words for one in details))
    each[-1] = each[-1].rstrip(".")
    more = len(each) - MOST_LISTED
    rest = [_("{n} more", n=more)] if more > 0 else []
    return _.listed([*each[:MOST_LISTED], *rest])


def _how_it_would_read(_: Wording, details: tuple[Detail, ...], sentences: str) -> Markup:
    if _only_names(details):
        return _("With initials it reads: “{sentences}”", sentences=sentences)
    if len(details) == 1:
        return _("Without it the sentence reads: “{sentences}”", sentences=sentences)
    return _("Without them it reads: “{sentences}”", sentences=sentences)


def way_out(_: Wording, details: tuple[Detail, ...]) -> str:
    """The label of the button that replaces them."""
    if len(details) > 1:
        if _only_names(details):
            return str(_("Write initials"))
        mixed = any(one.kind is DetailKind.NAME for one in details)
        return str(_("Replace all") if mixed else _("Leave all out"))
    match details[0].kind:
        case DetailKind.PHONE:
            return str(_("Leave the number out"))
        case DetailKind.MAIL | DetailKind.WEB | DetailKind.STREET:
            return str(_("Leave the address out"))
        case DetailKind.HANDLE | DetailKind.IBAN:
            return str(_("Leave the account out"))
        case DetailKind.NAME:
            label = _("Write “{initials}”", initials=details[0].instead)
            return label.unescape()


def _only_names(details: tuple[Detail, ...]) -> bool:
    return all(one.kind is DetailKind.NAME for one in details)


def _shown(found: Noticed) -> str:
    return shortened(" ".join(found.sentences), LONGEST_SENTENCES)
