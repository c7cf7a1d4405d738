"""pyTelegramBotAPI, asynchronous, as its documentation does it."""

import asyncio

from marking import marked, options
from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot


async def main():
    given = options()
    asyncio_helper.API_URL = given.url + "/bot{0}/{1}"
    bot = AsyncTeleBot(given.token)
    if given.what == "send":
        await marked(bot.send_message, given.concurrency)
        await bot.close_session()
        return

    @bot.message_handler(func=lambda _: True)
    async def echo(message):
        await bot.send_message(message.chat.id, message.text)

    await bot.polling(non_stop=True)


asyncio.run(main())
