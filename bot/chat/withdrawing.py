"""What organisers answer when passages of a post have to leave their copies."""

from bot.chat import helping
from bot.chat.publishing import organised
from bot.chat.talk import Handler, Talk
from bot.messages import withdrawing as words
from bot.service.telling import takeout_key


def _done(talk: Talk, post: str) -> None:
    """`takedone:WORKSHOP:VERSION:REVISION`."""
    workshop = organised(talk, post.partition(":")[0])
    if workshop is None:
        helping.stale(talk)
        return
    talk.work.outbox.drop_keys(f"{takeout_key(post, talk.person.chat)}:again")
    talk.settle(words.done(talk.wording, talk.work.now, workshop.zone))


def _help(talk: Talk, post: str) -> None:
    workshop = organised(talk, post.partition(":")[0])
    if workshop is None:
        helping.stale(talk)
        return
    name = talk.person.name
    talk.step.tell_facilitators(workshop, lambda _: words.needs_help(_, name, workshop.title))
    talk.toast(words.help_comes(talk.wording))


TAPS: dict[str, Handler] = {"takedone": _done, "takehelp": _help}
