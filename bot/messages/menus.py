"""The menu of commands, and what stands in the empty chat."""

from bot.messages.wording import Wording

Commands = tuple[tuple[str, str], ...]
"""Commands with what stands beside them in the menu (at most 256 characters)."""


def for_participants(_: Wording) -> Commands:
    """What everybody finds."""
    return (
        ("next", str(_("Show the open question"))),
        ("skip", str(_("Skip this question"))),
        ("back", str(_("Go back one question"))),
        ("answers", str(_("Read and change my answers"))),
        ("pause", str(_("Take a break, no reminder"))),
        ("language", str(_("Choose the language"))),
        ("privacy", str(_("Privacy and consent"))),
        ("mydata", str(_("Get a copy of my data"))),
        ("forgetme", str(_("Delete everything about me"))),
        ("leave", str(_("Leave the workshop"))),
        ("help", str(_("Help"))),
    )


def for_facilitators(_: Wording) -> Commands:
    """What facilitators and owners find: theirs first, for they need them more often."""
    theirs = (
        ("workshop", str(_("Card of the workshop"))),
        ("status", str(_("Who has answered so far?"))),
        ("remind", str(_("Remind of open questions"))),
        ("summary", str(_("See and edit the summary"))),
        ("publish", str(_("Check and publish"))),
        ("shift", str(_("Shift the times, for example 30m"))),
        ("round", str(_("Open a round now"))),
        ("close", str(_("Close a round"))),
        ("hold", str(_("Put everything on hold"))),
        ("resume", str(_("Go on after holding"))),
        ("schedule", str(_("Set the times of both days"))),
        ("invite", str(_("Invite participants or team"))),
        ("new", str(_("Set up a workshop"))),
        ("workshops", str(_("Choose another workshop"))),
        ("export", str(_("Answers as a spreadsheet"))),
        ("delete", str(_("Delete the workshop"))),
    )
    return theirs + for_participants(_)


def for_groups(_: Wording) -> Commands:
    """What the administrators of a group find."""
    return (("connect", str(_("Connect as the post's destination"))),)


def description(_: Wording) -> str:
    """What stands in the empty chat, before the first tap (at most 512 characters)."""
    return str(
        _(
            "Nachklang accompanies workshops. Each day you get a few questions here and answer "
            "when it suits you. A sentence of yours appears only if you allow exactly that "
            "sentence. You need an invitation link from the facilitators."
        )
    )


def short_description(_: Wording) -> str:
    """What stands in the bot's profile (at most 120 characters)."""
    return str(_("Questions after each day of a workshop. You decide how you are quoted."))
