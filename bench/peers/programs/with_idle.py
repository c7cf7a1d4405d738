"""python-telegram-bot, APScheduler and SQLAlchemy together, as many bots are built; no work."""

import sys

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine
from telegram import Update
from telegram.ext import Application, MessageHandler, filters


async def echo(update, context):
    await update.message.reply_text(update.message.text)


async def begin(application):
    scheduler = AsyncIOScheduler()
    scheduler.start()
    scheduler.add_job(lambda: None, "interval", minutes=1)


def main(url, token, path):
    engine = create_engine(f"sqlite:///{path}")
    metadata = MetaData()
    Table("answers", metadata, Column("id", Integer, primary_key=True), Column("words", Text))
    metadata.create_all(engine)
    builder = Application.builder().token(token).base_url(f"{url}/bot").post_init(begin)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


main(*sys.argv[1:4])
