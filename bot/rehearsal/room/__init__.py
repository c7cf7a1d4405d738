"""The rehearsal room: the real program with everybody's chats, for a page to show and act on."""

from bot.rehearsal.room.actions import Action
from bot.rehearsal.room.decoding import decode
from bot.rehearsal.room.flow_file import FlowFile
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.room.room import Room, open_room

__all__ = ["Action", "FlowFile", "Impossible", "Room", "decode", "open_room"]
