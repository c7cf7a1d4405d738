"""Workshops one after the other, with one facilitator."""

import asyncio
import random

from bench.kill.facilitator import Facilitator
from bench.kill.participant import Participant
from bench.kill.plan import Plan
from bench.kill.workshop import Workshop
from bot.rehearsal.standin import StandIn


class Stage:
    """One of the places where workshops go on at the same time.

    Args:
        telegram: where they take place.
        plan: how many people and groups each has.
        number: of the stage; the titles of its workshops begin with it.

    Attributes:
        facilitator: who runs them.
        workshops: that were begun.
    """

    def __init__(self, telegram: StandIn, plan: Plan, number: int) -> None:
        phone = telegram.person("Jonna", f"Beispiel {number}", language_code="en")
        self.facilitator = Facilitator(phone)
        self.workshops: list[Workshop] = []
        self._telegram = telegram
        self._plan = plan
        self._number = number
        self._chance = random.Random(f"{plan.seed} stage {number}")

    async def play(self, over: asyncio.Event) -> None:
        """Play until it is over, and the last workshop to its end.

        Raises:
            Stuck: somebody waits in vain for minutes.
        """
        self.facilitator.phone.start()
        while not over.is_set():
            workshop = Workshop(
                self._telegram,
                self.facilitator,
                f"Stage {self._number} workshop {len(self.workshops) + 1}",
                self._plan,
                self._chance,
            )
            self.workshops.append(workshop)
            await workshop.play()

    @property
    def people(self) -> list[Participant]:
        """Who took part in all of them."""
        return [person for workshop in self.workshops for person in workshop.people]
