"""A text that is too long for one message of Telegram becomes several, whoever says it."""

from typing import Any

from bot.messages.message import Button, Message
from bot.service.step import Step
from flows.ids import ChatId, MessageId
from tests.bot.arranging import arrange, at
from tests.bot.chatting import BOT, Chat

AMIRA = ChatId(1001)
BUTTONS = ((Button("Weiter", press="next"),),)
LONG = "<b>" + "a" * 3000 + "</b>\n\n" + "b" * 3000 + "\n\n" + "c" * 3000
PARTS = ["<b>" + "a" * 3000 + "</b>", "b" * 3000, "c" * 3000]
KEYBOARD = {"inline_keyboard": [[{"text": "Weiter", "callback_data": "next"}]]}


def facts(chat: Chat) -> list[tuple[str, str, Any, Any]]:
    """What was sent: the method, the text, the buttons and the message it replies to."""
    return [
        (
            call.draft.method,
            call.draft.body["text"],
            call.draft.body.get("reply_markup"),
            call.draft.body.get("reply_parameters", {}).get("message_id"),
        )
        for call in chat.calls
    ]


def test_a_long_text_is_cut_at_paragraphs_and_only_its_last_part_has_the_buttons(
    chat: Chat,
) -> None:
    with chat.begin() as step:
        assert step.say(AMIRA, Message(LONG, BUTTONS), reply_to=MessageId(7))
    assert facts(chat) == [
        ("sendMessage", PARTS[0], None, 7),
        ("sendMessage", PARTS[1], None, None),
        ("sendMessage", PARTS[2], KEYBOARD, None),
    ]


def test_a_text_of_4096_units_is_one_message_and_a_wider_letter_makes_it_two(chat: Chat) -> None:
    with chat.begin() as step:
        step.say(AMIRA, Message("x" * 4096))
        step.say(AMIRA, Message("x" * 2000 + " " + "x" * 2094 + "🙂"))
    assert [len(text) for _, text, _, _ in facts(chat)] == [4096, 2000, 2095]


def test_a_long_text_is_said_once_however_often_its_step_is_repeated(chat: Chat) -> None:
    with chat.begin() as step:
        assert [
            Step(step.work, "update:1", BOT).say(AMIRA, Message(LONG), key="welcome")
            for _ in range(2)
        ] == [True, False]
    assert [text for _, text, _, _ in facts(chat)] == PARTS


def test_what_has_no_room_in_an_edited_message_follows_it(chat: Chat) -> None:
    with chat.begin() as step:
        step.edit(AMIRA, MessageId(7), Message(LONG, BUTTONS))
    assert facts(chat) == [
        ("editMessageText", PARTS[0], None, None),
        ("sendMessage", PARTS[1], None, None),
        ("sendMessage", PARTS[2], KEYBOARD, None),
    ]


def test_facilitators_read_all_of_a_long_late_answer(chat: Chat) -> None:
    workshop = arrange(chat)
    dilan = workshop.joins("Dilan Yavuz")
    workshop.wakes(at(30, "17:00"))
    workshop.wakes(at(30, "21:00"))
    chat.now = at(30, "21:20")
    dilan.says(("Viele Worte. " * 310).strip())
    dilan.presses("Ja, bitte fragen")
    workshop.jonna.presses("Ansehen")
    seen = workshop.jonna.sees()
    assert sum(message.text.count("Viele Worte.") for message in seen) == 310
    assert all(len(message.text) <= 4096 for message in seen)
    assert seen[-1].labels == [["Aufnehmen", "Nicht aufnehmen"]]
