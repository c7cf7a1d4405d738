"""Everything that people can type and tap, in one table.

Each module of the chat lists what it handles; here the lists are put together, and here it stands
who may do what.
"""

from collections.abc import Mapping

from bot.chat import (
    answering,
    asking,
    choosing,
    connecting,
    consenting,
    details,
    exporting,
    helping,
    inviting,
    joining,
    leaving,
    own_answers,
    own_data,
    privacy,
    publishing,
    quoting,
    running,
    scheduling,
    setting_up,
    shortcuts,
    sorting,
    speaking,
    summarising,
    walls,
    withdrawing,
    workshops,
)
from bot.chat.talk import DialogHandler, Handler, WorkshopHandler

COMMANDS: Mapping[str, Handler] = {
    **joining.COMMANDS,
    **answering.COMMANDS,
    **own_answers.COMMANDS,
    **privacy.COMMANDS,
    **speaking.COMMANDS,
    **leaving.COMMANDS,
    **own_data.COMMANDS,
    **helping.COMMANDS,
}
"""What anyone may type in a private chat."""

TEAM_COMMANDS: Mapping[str, Handler] = {
    **setting_up.TEAM_COMMANDS,
    **workshops.TEAM_COMMANDS,
}
"""What owners and facilitators may type without a workshop."""

WORKSHOP_COMMANDS: Mapping[str, WorkshopHandler] = {
    **workshops.WORKSHOP_COMMANDS,
    **inviting.WORKSHOP_COMMANDS,
    **scheduling.WORKSHOP_COMMANDS,
    **running.WORKSHOP_COMMANDS,
    **summarising.WORKSHOP_COMMANDS,
    **exporting.WORKSHOP_COMMANDS,
}
"""What facilitators may type, about their current workshop."""

TAPS: Mapping[str, Handler] = {
    **joining.TAPS,
    **answering.TAPS,
    **choosing.TAPS,
    **own_answers.TAPS,
    **sorting.TAPS,
    **details.TAPS,
    **quoting.TAPS,
    **consenting.TAPS,
    **privacy.TAPS,
    **speaking.TAPS,
    **leaving.TAPS,
    **own_data.TAPS,
    **shortcuts.TAPS,
    **inviting.TAPS,
    **connecting.TAPS,
    **publishing.TAPS,
    **withdrawing.TAPS,
    **walls.TAPS,
}
"""Buttons of participants and of anyone: `verb` or `verb:…`; the handler checks whose it is."""

TEAM_TAPS: Mapping[str, Handler] = setting_up.TEAM_TAPS
"""Buttons of owners and facilitators that belong to no workshop."""

WORKSHOP_TAPS: Mapping[str, WorkshopHandler] = {
    **setting_up.WORKSHOP_TAPS,
    **workshops.WORKSHOP_TAPS,
    **inviting.WORKSHOP_TAPS,
    **scheduling.WORKSHOP_TAPS,
    **connecting.WORKSHOP_TAPS,
    **running.WORKSHOP_TAPS,
    **summarising.WORKSHOP_TAPS,
    **asking.WORKSHOP_TAPS,
    **walls.WORKSHOP_TAPS,
}
"""Buttons of facilitators: `verb:WORKSHOP` or `verb:WORKSHOP:…`."""

DIALOGS: Mapping[str, DialogHandler] = {
    **quoting.DIALOGS,
    **consenting.DIALOGS,
    **setting_up.DIALOGS,
    **workshops.DIALOGS,
    **scheduling.DIALOGS,
    **summarising.DIALOGS,
}
"""The next text of someone who was asked for one, by what was asked for."""
