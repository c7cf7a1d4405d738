"""Day 1 of a workshop, answered by seven people and closed; its answers share words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.attribution import Attribution
from flows.ids import AnswerId, MessageId, QuestionId
from flows.workshop import Role
from storage.quotes import StoredQuote
from storage.themes import StoredTheme
from tests.bot.arranging import Arranged, at
from tests.bot.chatting import Human
from tests.bot.themes.by_word import group_all

QUESTION = QuestionId("bedeutung")

SAID: Mapping[str, tuple[str, Attribution]] = {
    "Amira Haddad": ("Vertrauen wächst. Es braucht Zeit.", Attribution.FIRST_NAME),
    "Leo Lind": ("Vertrauen und Tee.", Attribution.UNNAMED),
    "Dilan Yavuz": ("Vertrauen, nur unter uns.", Attribution.NOT_QUOTED),
    "Oksana K.": ("Listen teilen.", Attribution.FULL_NAME),
    "Grace Muster": ("Listen pflegen.", Attribution.FIRST_NAME),
    "Sam Berger": ("Fahrradwerkstatt.", Attribution.FIRST_NAME),
    "Kim Krause": ("weiß nicht", Attribution.FIRST_NAME),
}
"""What everybody says to the first question, and how they may be quoted."""


@dataclass(frozen=True, slots=True)
class DayOne:
    """The workshop on Saturday evening.

    Attributes:
        messages: with which people answered.
    """

    workshop: Arranged
    people: Mapping[str, Human]
    messages: Mapping[str, MessageId]
    tarek: Human

    @property
    def jonna(self) -> Human:
        return self.workshop.jonna

    @property
    def answers(self) -> Mapping[str, AnswerId]:
        """By their text."""
        with self.workshop.chat.begin() as step:
            counted = step.work.summaries.answers(self.workshop.id)
            return {one.text: one.answer_id for one in counted}

    @property
    def themes(self) -> Mapping[str, StoredTheme]:
        """Those with answers, by their label."""
        with self.workshop.chat.begin() as step:
            found = step.work.themes.of(self.workshop.id)
            return {theme.label: theme for theme in found if theme.answers}

    @property
    def members(self) -> Mapping[str, list[str]]:
        """What is said in each theme."""
        said = {number: text for text, number in self.answers.items()}
        return {
            label: [said[number] for number in theme.answers]
            for label, theme in self.themes.items()
        }

    @property
    def quotes(self) -> Mapping[AnswerId, StoredQuote]:
        with self.workshop.chat.begin() as step:
            return {one.answer_id: one for one in step.work.quotes.of(self.workshop.id)}

    @property
    def quoted(self) -> list[str]:
        """The words that are wanted in the post."""
        return [one.words for one in self.quotes.values()]

    @property
    def touched(self) -> bool:
        with self.workshop.chat.begin() as step:
            return step.work.themes.groupings(self.workshop.id)[QUESTION].touched


def answer_day_one(
    workshop: Arranged, said: Mapping[str, tuple[str, Attribution]] = SAID
) -> DayOne:
    """Everybody answers the first question, and the round closes."""
    people = {name: workshop.joins(name, how) for name, (_, how) in said.items()}
    tarek = workshop.has_role("Tarek Muster", Role.FACILITATOR)
    workshop.wakes(at(30, "17:00"))
    messages = {name: people[name].says(text) for name, (text, _) in said.items()}
    workshop.wakes(at(30, "21:00"))
    return DayOne(workshop, people, messages, tarek)


def day_one(workshop: Arranged) -> DayOne:
    """As above, and grouped."""
    day = answer_day_one(workshop)
    group_all(workshop.chat)
    return day
