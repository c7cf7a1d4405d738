"""Kill the running bot in the middle of workshops, again and again, and count what goes wrong.

`nachklang run` is a process of its own against the local stand-in of Telegram, in real time. In a
few workshops at once people join, rounds are opened by hand, everybody answers what they are asked,
some are reminded, and the post is published to groups. Meanwhile the process gets SIGKILL at random
instants and is started again at once; or the database is restarted beneath it; or its disk fills
up. Whoever waits in vain types again after a while, as people do. At the end the database is read
and compared with what was said and seen:

- lost: an answer that is not stored, or not under the question that its author had before them;
- doubled: an answer that is stored more than once;
- misplaced: an answer that is stored where it does not belong;
- questions twice: a question that came to a chat more often than it was planned. Allowed only
  where its sending was under way at a kill, for then nobody can know whether it arrived; once more,
  and never a third time. So two kills in the same sending can leave somebody without the question;
- reminders twice and posts twice: never allowed. Where nobody knows whether a post arrived, the bot
  asks "Is it there?", and the facilitator answers by looking into the group;
- posts missing: a post that is not in its group at the end;
- ended by itself: the program stopped without being told to.

    uv run python -m bench.kill [--database postgresql] [--kills 1000] [--minutes 10]
    uv run python -m bench.kill --database postgresql --restart-database 3 --kills 0 --minutes 5
    uv run python -m bench.kill --fill-disk 2 --kills 0 --minutes 5
"""
