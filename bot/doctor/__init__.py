"""What `nachklang doctor` looks at. It may run beside `run`, and changes no row.

Opening SQLite's file puts its mode right, as `run` does.
"""

from collections.abc import Callable
from datetime import datetime

from bot.doctor import machine, stored
from bot.doctor.finding import Finding
from bot.doctor.telegram_clock import clock_of
from bot.service.ports import Clock, SystemClock
from bot.settings import Settings

__all__ = ["Finding", "examine"]


def examine(
    settings: Settings,
    clock: Clock | None = None,
    telegram: Callable[[str], datetime | None] = clock_of,
) -> list[Finding]:
    """Look at everything that `run` needs.

    Args:
        settings: of the installation.
        clock: the machine's, unless a test brings another.
        telegram: tells what time it is at an address; None where nobody answers there.
    """
    clock = clock or SystemClock()
    return [
        # First, for opening the database would put its mode right.
        *machine.modes(settings),
        *stored.look(settings, clock),
        machine.disk(settings),
        machine.clocks(settings, clock, telegram),
        *machine.backups(settings, clock),
    ]
