"""To people who take something back: what becomes of it in a post that is out.

Each sentence is true also where the post can no longer be changed: nobody knows that before it was
tried, and facilitators are told where they have to do it.
"""

from dataclasses import dataclass

from markupsafe import Markup

from bot.messages.wording import Wording


@dataclass(frozen=True, slots=True)
class Posted:
    """What stands of some answers in posts that are out.

    Attributes:
        quotes: how many sentences of them the newest post has that has any.
        counted: whether a post counts one of them.
    """

    quotes: int
    counted: bool


def leave_the_post(_: Wording, quotes: int) -> Markup:
    """To who is not to be quoted any more: what becomes of their quotes in a post that is out."""
    if not quotes:
        return Markup()
    leave = _.many(
        "The post is already out. Your sentence leaves it within a minute.",
        "The post is already out. Your {n} sentences leave it within a minute.",
        quotes,
    )
    return _and_elsewhere(_, leave)


def sentence_leaves(_: Wording) -> Markup:
    """To who has taken back a yes to a sentence that stands in a post."""
    leaves = _("The post is already out. The sentence leaves it within a minute.")
    return _and_elsewhere(_, leaves)


def taken_out(_: Wording) -> Markup:
    """A yes was taken back to a sentence that only posts of before have."""
    return _and_elsewhere(_, _("✓ I take the sentence out of the post. Your answer still counts."))


def leave_with_answers(_: Wording, posted: Posted | None) -> Markup:
    """To who has deleted answers: what becomes of them in a post; `posted` None where none is out.

    They may have other answers there, so it is only about what was deleted.
    """
    match posted:
        case None:
            return Markup()
        case Posted(quotes=0, counted=False):
            return _("The post is already out. Nothing of what you have deleted is in it.")
        case Posted(quotes=0):
            recounted = _(
                "The post is already out. It does not quote what you have deleted; its numbers are "
                "recalculated within a minute."
            )
            return _and_elsewhere(_, recounted)
        case Posted(quotes):
            leave = _.many(
                "The post is already out. Your sentence leaves it within a minute, and its numbers "
                "are recalculated.",
                "The post is already out. Your {n} sentences leave it within a minute, and its "
                "numbers are recalculated.",
                quotes,
            )
            return _and_elsewhere(_, leave)


def _and_elsewhere(_: Wording, said: Markup) -> Markup:
    elsewhere = _("Where I cannot change the post, I ask the facilitators to take care of it.")
    return Markup("{} {}").format(said, elsewhere)
