"""What a page is told: everything at first, then what has changed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.messages.wording import in_language
from bot.rehearsal.page.picture import Patch, Picture
from bot.rehearsal.room.seeing import ChatSeen, CrowdSeen, FlowSeen, PersonSeen, Refusal, RoomSeen
from bot.rehearsal.staging import ZONE
from bot.rehearsal.standin import SeenMessage
from bot.rehearsal.standin.accounts import Alert
from bot.rehearsal.standin.markup import Formatted
from flows.ids import FlowId
from flows.script import Texts

LEO = 7
NOON = datetime(2027, 1, 30, 11, tzinfo=UTC)


def message(number: int, text: str, minutes: int = 0) -> SeenMessage:
    return SeenMessage(
        LEO,
        number,
        NOON + timedelta(minutes=minutes),
        "Leo Lind",
        from_bot=False,
        origin={"from": {"id": LEO}},
        formatted=Formatted(text),
    )


FIRST, SECOND = message(1, "eins"), message(2, "zwei", 3)
CHAT = ChatSeen(LEO, "Leo Lind", "private", (FIRST,))
ROOM = RoomSeen(
    version=1,
    run=1,
    at=NOON,
    upcoming=(),
    people=(PersonSeen(LEO, "Leo Lind", "de", "", True, False, False, False),),
    groups=(),
    chats=(CHAT,),
    flow=FlowSeen(FlowId("zwei-tage"), Texts({"de": "Zwei Tage", "en": "Two days"}), "", ()),
    crowd=CrowdSeen(),
)


def picture() -> Picture:
    return Picture(in_language("de"), ZONE)


def test_names_with_signs_of_html_are_shown_as_they_are() -> None:
    came = replace(
        FIRST, author="Kim & Kai", extra={"new_chat_members": [{"first_name": "O'Hara"}]}
    )
    shown = picture().patch(replace(ROOM, chats=(replace(CHAT, messages=(came,)),)))
    (change,) = shown["chats"][0]["changed"]
    assert "<p>Kim &amp; Kai fügt O&#39;Hara hinzu</p>" in change["html"]


def test_the_flow_is_shown_in_the_language_of_the_page() -> None:
    shown = {
        language: Picture(in_language(language), ZONE).patch(ROOM)["parts"]["flow"]
        for language in ("de", "en")
    }

    assert "Zwei Tage" in shown["de"]
    assert "Two days" in shown["en"]


def changed(patch: Patch) -> list[str]:
    return [one["key"] for chat in patch["chats"] for one in chat["changed"]]


def test_a_page_is_told_everything_once() -> None:
    shown = picture()

    first, second = shown.patch(ROOM), shown.patch(replace(ROOM, version=2))

    assert changed(first) == ["m7.1"]
    assert first["chats"][0]["title"] == "Leo Lind"
    assert set(first["parts"]) >= {"due", "progress", "people", "flow"}
    assert second == {
        "version": 2,
        "run": 1,
        "at": NOON.isoformat(),
        "parts": {},
        "chats": [{"id": LEO, "changed": [], "toasts": []}],
    }


def test_only_what_has_changed_is_told_again() -> None:
    shown = picture()
    shown.patch(replace(ROOM, chats=(replace(CHAT, messages=(FIRST, SECOND)),)))
    edited = replace(SECOND, formatted=Formatted("drei"), edited=NOON)

    patch = shown.patch(replace(ROOM, chats=(replace(CHAT, messages=(FIRST, edited)),)))

    assert changed(patch) == ["m7.2"]
    assert "order" not in patch["chats"][0]
    assert ">drei</div>" in patch["chats"][0]["changed"][0]["html"]
    assert "bearbeitet" in patch["chats"][0]["changed"][0]["html"]


class LookedThrough(tuple[SeenMessage, ...]):  # noqa: SLOT001 - it counts
    """Messages that count how often somebody goes through them."""

    times = 0

    def __iter__(self) -> Iterator[SeenMessage]:
        self.times += 1
        return super().__iter__()


def test_a_chat_that_is_the_very_same_is_not_looked_through_again() -> None:
    shown, messages = picture(), LookedThrough((FIRST, SECOND))
    room = replace(ROOM, chats=(replace(CHAT, messages=messages),))
    shown.patch(room)
    before = messages.times

    (told,) = shown.patch(replace(room, version=2))["chats"]

    assert (told, messages.times) == ({"id": LEO, "changed": [], "toasts": []}, before)


def test_a_message_that_is_gone_leaves_the_order_and_what_follows_is_told_its_day() -> None:
    shown = picture()
    both = shown.patch(replace(ROOM, chats=(replace(CHAT, messages=(FIRST, SECOND)),)))
    assert ["data-day" in one["html"] for one in both["chats"][0]["changed"]] == [True, False]

    patch = shown.patch(replace(ROOM, chats=(replace(CHAT, messages=(SECOND,)),)))

    assert patch["chats"][0]["order"] == ["m7.2"]
    assert "data-day" in patch["chats"][0]["changed"][0]["html"]


def test_what_telegram_refused_stands_where_it_happened_in_its_words() -> None:
    refused = Refusal(
        NOON + timedelta(minutes=1, microseconds=7), "sendMessage", "Bad Request: <b> is open"
    )
    chat = replace(CHAT, messages=(FIRST, SECOND), refusals=(refused,))

    (told,) = picture().patch(replace(ROOM, chats=(chat,)))["chats"]

    assert told["order"] == ["m7.1", "r7.0", "m7.2"]
    words = re.sub("<[^>]+>", "", told["changed"][1]["html"])
    assert words == "Telegram hat sendMessage abgelehnt Bad Request: &lt;b&gt; is open"


def test_refusals_that_nobody_misses_are_one_quiet_line_where_they_follow_each_other() -> None:
    def refused(second: int, why: str) -> Refusal:
        at = NOON + timedelta(minutes=1, seconds=second)
        return Refusal(at, "editMessageText", f"Bad Request: {why}")

    same, long = "message is not modified: it is the same", "message is too long"
    refusals = tuple(map(refused, range(5), (same, same, long, long, same)))
    chat = replace(CHAT, messages=(FIRST, SECOND), refusals=refusals)

    (told,) = picture().patch(replace(ROOM, chats=(chat,)))["chats"]

    assert told["order"] == ["m7.1", "r7.0", "r7.2", "r7.3", "r7.4", "m7.2"]
    assert [re.sub("<[^>]+>", "", one["html"]) for one in told["changed"][1:5]] == [
        "Hier war für Telegram 2-mal nichts zu ändern.",
        *["Telegram hat editMessageText abgelehnt Bad Request: message is too long"] * 2,
        "Hier war für Telegram nichts zu ändern.",
    ]


def test_toasts_are_told_as_they_come_and_not_to_who_comes_later() -> None:
    shown, before = picture(), replace(CHAT, toasts=("früher",))
    assert shown.patch(replace(ROOM, chats=(before,)))["chats"][0]["toasts"] == []

    now = replace(CHAT, toasts=("früher", "jetzt", Alert("lies das")))

    assert shown.patch(replace(ROOM, chats=(now,)))["chats"][0]["toasts"] == [
        {"text": "jetzt", "alert": False},
        {"text": "lies das", "alert": True},
    ]


def test_another_run_is_told_from_the_beginning() -> None:
    shown = picture()
    shown.patch(ROOM)

    patch = shown.patch(replace(ROOM, run=2))

    assert changed(patch) == ["m7.1"]
    assert patch["chats"][0]["order"] == ["m7.1"]

    empty = replace(CHAT, messages=())

    assert shown.patch(replace(ROOM, run=3, chats=(empty,)))["chats"][0]["order"] == []
