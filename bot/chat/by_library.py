"""Updates of every kind, read by python-telegram-bot; with everything optional made certain."""

from typing import Any

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, User
from telegram.constants import ChatType

from bot.chat.incoming import (
    BotBlocked,
    BotMoved,
    Edited,
    GroupMigrated,
    Incoming,
    Irrelevant,
    Medium,
    Pressed,
    Said,
    SaidInGroup,
    Sender,
    Showed,
)
from flows.ids import ChatId, MessageId


def message(given: Any) -> Incoming:
    """A message in a private chat, in a group or in a channel."""
    return _message(Message.de_json(given, None))


def edited(given: Any) -> Incoming:
    """The new text of a message."""
    return _edited(Message.de_json(given, None))


def pressed(given: Any) -> Incoming:
    """A tap on a button."""
    return _pressed(CallbackQuery.de_json(given, None))


def moved(given: Any) -> Incoming:
    """The bot was let in somewhere, or taken out."""
    return _moved(ChatMemberUpdated.de_json(given, None))


def _message(message: Message) -> Incoming:
    if message.migrate_to_chat_id is not None:
        return GroupMigrated(ChatId(message.chat.id), ChatId(message.migrate_to_chat_id))
    if message.chat.type != ChatType.PRIVATE:
        return _in_group(message)
    if message.from_user is None:
        return Irrelevant()
    sender, number = _sender(message.from_user), MessageId(message.message_id)
    if message.text is None:
        medium = _medium(message)
        if medium is None:
            return Irrelevant()
        return Showed(sender, number, medium, captioned=bool(message.caption))
    answered = message.reply_to_message
    reply_to = None if answered is None else MessageId(answered.message_id)
    return Said(sender, number, message.date, message.text, reply_to)


def _in_group(message: Message) -> Incoming:
    if message.text is None:
        return Irrelevant()
    sender = None if message.from_user is None else _sender(message.from_user)
    if message.sender_chat is not None:
        sender = None  # A channel, or an anonymous admin: Telegram puts a stand-in there.
    return SaidInGroup(
        sender,
        ChatId(message.chat.id),
        message.chat.title or "",
        message.chat.type,
        MessageId(message.message_id),
        message.text,
    )


def _edited(message: Message) -> Incoming:
    if message.chat.type != ChatType.PRIVATE or message.from_user is None:
        return Irrelevant()
    sender, number = _sender(message.from_user), MessageId(message.message_id)
    if message.text is None:
        return Irrelevant()
    at = message.edit_date or message.date
    return Edited(sender, number, at, message.text)


def _pressed(query: CallbackQuery) -> Incoming:
    if query.message is None or query.data is None:
        return Irrelevant()
    return Pressed(
        _sender(query.from_user),
        query.id,
        query.data,
        ChatId(query.message.chat.id),
        MessageId(query.message.message_id),
    )


def _moved(change: ChatMemberUpdated) -> Incoming:
    sender, member = _sender(change.from_user), change.new_chat_member
    present = member.status not in {ChatMember.LEFT, ChatMember.BANNED}
    if change.chat.type == ChatType.PRIVATE:
        return BotBlocked(sender, blocked=not present)
    return BotMoved(
        sender,
        ChatId(change.chat.id),
        change.chat.title or "",
        change.chat.type,
        present=present,
        can_post=_can_post(change.chat, member),
    )


def _can_post(chat: Chat, member: ChatMember) -> bool:
    """In a channel only an administrator with that right may post."""
    if chat.type != ChatType.CHANNEL:
        return True
    return bool(getattr(member, "can_post_messages", False))


def _medium(message: Message) -> Medium | None:
    """What was shown instead of a text; None for a service message, which nobody wrote."""
    if message.sticker is not None:
        return Medium.STICKER
    if message.voice is not None or message.audio is not None or message.video_note is not None:
        return Medium.VOICE
    if message.photo or message.video is not None or message.animation is not None:
        return Medium.PICTURE
    return Medium.OTHER if message.effective_attachment else None


def _sender(user: User) -> Sender:
    return Sender(ChatId(user.id), user.full_name, user.language_code)
