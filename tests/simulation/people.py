"""People as they are: they answer what they see, and do everything else that people do."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from flows.ids import ChatId
from tests.simulation.loop import SimulatedLoop
from tests.simulation.model.model import Model
from tests.simulation.model.words import Message
from tests.simulation.plan import Event
from tests.simulation.stage import FACILITATOR, Stage
from tests.simulation.telegram import Chat, Seen, SimulatedTelegram

COMMANDS: Final = ("/next", "/skip", "/back", "/pause", "/start")
TEAM_COMMANDS: Final = {
    "open": ("/round 1", "/round 2"),
    "close": ("/close 1", "/close 2"),
    "remind": ("/remind",),
    "publish": ("/publish",),
}
CONFIRM: Final = {"opennow", "closenow", "nudgenow", "publish", "forgetyes", "joinyes", "quote"}
"""Buttons that people press by themselves once they are asked."""

OWN: Final = {
    *("skip", "back", "keep", "resume", "pause", "quiet", "pick", "next", "both", "old", "move"),
    *("belongs", "neither", "lateask", "latedrop", "leaveundo", "joinyes", "joinno"),
}
TEAM: Final = {
    *("opennow", "closenow", "nudgenow", "reopen", "publish", "postyes", "postno", "postretry"),
    *("closing", "nudge", "latein", "lateout"),
}
SOONEST, LATEST = 1.2, 3.0
"""Seconds that somebody takes to read and to answer."""


class People:
    """Everybody in the workshops; what they do goes to Telegram, and the model hears of it.

    Args:
        loop: lets time pass until they answer.
        telegram: what they see.
        model: knows what they did.
        chance: decides how long they take, and what they do by habit.
        stage: who they are.
        diligence: how many of a hundred questions they answer by themselves.
    """

    def __init__(
        self,
        loop: SimulatedLoop,
        telegram: Callable[[], SimulatedTelegram],
        model: Model,
        chance: Random,
        stage: Stage,
        diligence: int,
    ) -> None:
        self._loop = loop
        self._telegram = telegram
        self._model = model
        self._chance = chance
        self._stage = stage
        self._diligence = diligence
        self._written = 0
        self.acted: Callable[[str], None] = lambda _what: None
        self.resting = False
        """Nobody does anything by habit any more."""

    # What they do by habit.

    def see(self, chat: Chat, message: Seen) -> None:
        """Somebody sees a message of the bot, and perhaps does something about it after a while."""
        if self.resting or chat.id < 0:
            return
        after = self._chance.uniform(SOONEST, LATEST)
        luck = self._chance.randrange(100)
        verbs = {data.partition(":")[0]: data for data in message.buttons}
        for verb in sorted(CONFIRM & verbs.keys()):
            self._loop.call_later(after, self._press, chat.id, message.number, verbs[verb])
            return
        if "postyes" in verbs and chat.id == FACILITATOR:
            data = verbs["postyes" if luck % 2 else "postno"]
            self._loop.call_later(after, self._press, chat.id, message.number, data)
        elif "Question " in message.text and chat.id > FACILITATOR and luck < self._diligence:
            self._loop.call_later(after, self._say, chat.id)

    # What the plan lets them do.

    def act(self, event: Event) -> None:  # noqa: C901 - an arm for each kind of event
        """Somebody does what an event says."""
        who = self._stage.participants[event.number % len(self._stage.participants)]
        match event.what:
            case "say":
                self._say(who)
            case "say twice":
                self._say(who)
                self._loop.call_later(0.1, self._say, who)
            case "reply":
                self._reply(who, event.number)
            case "edit":
                self._edit(who, event.number)
            case "press" | "press twice":
                self._press_visible(who, event)
            case "press an old button":
                self._press_any(who, self._telegram().chat(who).pressed, event.number, OWN)
            case "press somebody else's button":
                other = self._others(who)[event.number % len(self._others(who))]
                shown = self._telegram().chat(other).pressed
                self._press_any(who, shown, event.number, OWN | TEAM | CONFIRM)
            case "command":
                self._write(who, COMMANDS[event.number % len(COMMANDS)])
            case "leave":
                self._write(who, "/leave")
            case "come back":
                self._come_back(who)
            case "forget me":
                self._write(who, "/forgetme")
            case "block" | "unblock":
                self._block(who, blocked=event.what == "block")
            case "press as facilitator":
                shown = self._telegram().chat(FACILITATOR).pressed
                self._press_any(FACILITATOR, shown, event.number, TEAM)
            case "reopen":
                self._reopen(event.number)
            case _:
                words = TEAM_COMMANDS[event.what]
                self._write(FACILITATOR, words[event.number % len(words)])

    def _others(self, who: ChatId) -> Sequence[ChatId]:
        return [one for one in (*self._stage.participants, FACILITATOR) if one != who]

    def _say(self, who: ChatId, reply_to: int | None = None) -> None:
        self._written += 1
        text = f"words {self._written}"
        if self._asked_for_number(who):
            text = "2"
        sent = self._write(who, text, reply_to)
        if sent is not None:
            number, update, seen = sent
            self._model.said(Message(who, number, update, seen.at, reply_to, text.isdecimal()))

    def _asked_for_number(self, who: ChatId) -> bool:
        messages = list(self._telegram().chat(who).messages.values())
        newest = [one for one in messages if one.author is None and "Question " in one.text]
        return bool(newest) and any("pick:" in data for data in newest[-1].buttons)

    def _write(
        self, who: ChatId, text: str, reply_to: int | None = None
    ) -> tuple[int, int, Seen] | None:
        if self._telegram().chat(who).refusal is not None:
            return None
        number, update = self._telegram().text(who, text, reply_to)
        self.acted(f"{who} writes {text!r} as {number}" + (f" to {reply_to}" if reply_to else ""))
        self._model.acts(update, who, f"update:{update}")
        if text.startswith("/round"):
            self._model.rounds.by_hand |= self._model.rounds.slots.keys()
        return number, update, self._telegram().chat(who).messages[number]

    def _reply(self, who: ChatId, number: int) -> None:
        """Reply to a question, or to an own message, whether it is old or new."""
        asked = {one.number for one in self._model.words.copies[who]} - {None}
        said = {message for chat, message in self._model.words.messages if chat == who}
        choices = sorted(one for one in (*asked, *said) if one is not None)
        if choices:
            self._say(who, choices[number % len(choices)])

    def _edit(self, who: ChatId, number: int) -> None:
        said = sorted(message for chat, message in self._model.words.messages if chat == who)
        if not said or self._telegram().chat(who).refusal is not None:
            return
        self._written += 1
        update = self._telegram().edit(who, said[number % len(said)], f"words {self._written}")
        self.acted(f"{who} edits {said[number % len(said)]}")
        self._model.acts(update, who, f"update:{update}", silent=True)

    def _press_visible(self, who: ChatId, event: Event) -> None:
        messages = self._telegram().chat(who).messages.values()
        shown = [(one.number, data) for one in messages for data in one.buttons]
        self._press_any(who, shown, event.number, OWN)
        if event.what == "press twice":
            self._press_any(who, shown, event.number, OWN)

    def _press_any(
        self, who: ChatId, shown: Sequence[tuple[int, str]], number: int, verbs: set[str]
    ) -> None:
        choices = [one for one in shown if one[1].partition(":")[0] in verbs]
        if choices:
            self._press(who, *choices[number % len(choices)])

    def _press(self, who: ChatId, number: int, data: str) -> None:
        telegram = self._telegram()
        if telegram.chat(who).refusal is not None:
            return
        update = telegram.press(who, number, data)
        self.acted(f"{who} presses {data} under {number}")
        self._model.acts(update, who, f"toast:{telegram.made[update]['callback_query']['id']}")
        self._means(who, data)

    def _means(self, who: ChatId, data: str) -> None:
        """What the model has to know about a press."""
        verb, _, rest = data.partition(":")
        numbers = rest.split(":")
        if verb in {"move", "belongs"}:
            self._model.words.sorted_in(who, int(numbers[1]), int(numbers[0]))
        if who != FACILITATOR:
            return
        if verb == "opennow":
            self._model.rounds.by_hand.add(int(numbers[1]))
        elif verb == "postyes":
            self._model.sends.seen_by_facilitator.add(f"post:{rest}")
        elif verb == "postno":
            self._model.sends.wants_again(f"post:{rest}")
        elif verb == "postretry":
            self._model.sends.wants_again(f"post:{rest}:", every=True)

    def _come_back(self, who: ChatId) -> None:
        pressed = self._telegram().chat(who).pressed
        undo = [one for one in pressed if one[1].startswith("leaveundo")]
        if undo:
            self._press(who, *undo[-1])
        else:
            self._write(who, "/start p_1")

    def _block(self, who: ChatId, *, blocked: bool) -> None:
        update = self._telegram().block(who, blocked=blocked)
        self.acted(f"{who} {'blocks' if blocked else 'unblocks'} the bot")
        self._model.acts(update, who, "", silent=True)

    def _reopen(self, number: int) -> None:
        closed = sorted(self._model.rounds.closed)
        if closed:
            round_ = closed[number % len(closed)]
            workshop = self._model.workshop_of_round[round_]
            self._press(FACILITATOR, 1, f"reopen:{workshop}:{round_}")
