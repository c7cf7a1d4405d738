"""A local stand-in of Telegram's Bot API and of the people who talk with the bot."""

from bot.rehearsal.standin.accounts import Standing
from bot.rehearsal.standin.faults import Fault, Faults
from bot.rehearsal.standin.limits import Limits
from bot.rehearsal.standin.messages import Button, SeenMessage, SentFile
from bot.rehearsal.standin.phone import NoSuchButton, Phone
from bot.rehearsal.standin.rooms import Channel, Group
from bot.rehearsal.standin.server import Call
from bot.rehearsal.standin.standin import StandIn
from bot.rehearsal.standin.transcript import transcript
from bot.rehearsal.standin.world import utc_now

__all__ = [
    "Button",
    "Call",
    "Channel",
    "Fault",
    "Faults",
    "Group",
    "Limits",
    "NoSuchButton",
    "Phone",
    "SeenMessage",
    "SentFile",
    "StandIn",
    "Standing",
    "transcript",
    "utc_now",
]
