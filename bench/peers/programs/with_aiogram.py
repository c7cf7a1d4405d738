"""aiogram, as its documentation does it."""

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from marking import marked, options


async def main():
    given = options()
    session = AiohttpSession(api=TelegramAPIServer.from_base(given.url))
    async with Bot(given.token, session=session) as bot:
        if given.what == "send":
            await marked(
                lambda chat, text: bot.send_message(chat_id=chat, text=text), given.concurrency
            )
            return
        dispatcher = Dispatcher()

        @dispatcher.message()
        async def echo(message: Message) -> None:
            await message.answer(message.text)

        await dispatcher.start_polling(bot)


asyncio.run(main())
