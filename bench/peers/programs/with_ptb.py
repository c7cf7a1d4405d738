"""python-telegram-bot with its default transport, as its examples do it."""

import asyncio

from marking import marked, options
from telegram import Bot, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest


async def send(url, token, concurrency):
    async with Bot(token, base_url=f"{url}/bot", request=HTTPXRequest(concurrency)) as bot:
        await marked(lambda chat, text: bot.send_message(chat_id=chat, text=text), concurrency)


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(update.message.text)


def main():
    given = options()
    if given.what == "send":
        asyncio.run(send(given.url, given.token, given.concurrency))
        return
    builder = Application.builder().token(given.token).base_url(f"{given.url}/bot")
    application = builder.concurrent_updates(given.concurrency).build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


main()
