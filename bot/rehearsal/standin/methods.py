"""The methods of the Bot API that the stand-in knows."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.rehearsal.standin import (
    methods_chats,
    methods_editing,
    methods_profile,
    methods_receiving,
    methods_sending,
)
from bot.rehearsal.standin.parameters import Parameters
from bot.rehearsal.standin.world import World

Method = Callable[[World, Parameters], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    "answerCallbackQuery": methods_receiving.answer_callback_query,
    "close": methods_chats.log_out,
    "deleteMessage": methods_editing.delete_message,
    "deleteMyCommands": methods_profile.delete_my_commands,
    "deleteWebhook": methods_receiving.delete_webhook,
    "editMessageCaption": methods_editing.edit_message_caption,
    "editMessageMedia": methods_editing.edit_message_media,
    "editMessageReplyMarkup": methods_editing.edit_message_reply_markup,
    "editMessageText": methods_editing.edit_message_text,
    "getChat": methods_chats.get_chat,
    "getChatAdministrators": methods_chats.get_chat_administrators,
    "getChatMember": methods_chats.get_chat_member,
    "getChatMenuButton": methods_profile.get_chat_menu_button,
    "getFile": methods_chats.get_file,
    "getMe": methods_chats.get_me,
    "getMyCommands": methods_profile.get_my_commands,
    "getMyDescription": methods_profile.get_my_description,
    "getMyName": methods_profile.get_my_name,
    "getMyShortDescription": methods_profile.get_my_short_description,
    "getUpdates": methods_receiving.get_updates,
    "getWebhookInfo": methods_receiving.get_webhook_info,
    "leaveChat": methods_chats.leave_chat,
    "logOut": methods_chats.log_out,
    "sendChatAction": methods_sending.send_chat_action,
    "sendDocument": methods_sending.send_document,
    "sendMessage": methods_sending.send_message,
    "sendPhoto": methods_sending.send_photo,
    "setChatMenuButton": methods_profile.set_chat_menu_button,
    "setMessageReaction": methods_editing.set_message_reaction,
    "setMyCommands": methods_profile.set_my_commands,
    "setMyDescription": methods_profile.set_my_description,
    "setMyName": methods_profile.set_my_name,
    "setMyShortDescription": methods_profile.set_my_short_description,
    "setWebhook": methods_receiving.set_webhook,
}

NAMES = {name.lower(): name for name in METHODS}
"""Their names by how they are looked up: Telegram minds no capitals."""
