"""What deliveries remember of posts, when somebody takes words back."""

from sqlalchemy import select

from storage.calls import WITHDRAWN, Attachment, Draft
from storage.tables import files, outbox
from storage.work import Work
from tests.storage.stocked import AMIRA, NOW, Stores, furnish, later

PREFIX = "post:1:17:"


def plan(work: Work, part: str) -> int:
    attachment = Attachment("document", "post.md", b"words")
    body = {"text": "words"}
    draft = Draft(f"{PREFIX}{part}", AMIRA, "sendDocument", body, attachments=(attachment,))
    row = work.outbox.add(draft, NOW)
    assert row is not None
    return row


def test_what_waits_is_held_back_and_what_is_over_loses_its_words(stores: Stores) -> None:
    with stores.work() as work:
        furnish(work)
        over = plan(work, "over")
        doubtful = plan(work, "doubtful")
        under_way = plan(work, "under way")
        plan(work, "waits")
        other = work.outbox.add(Draft("other", AMIRA, "sendMessage", {"text": "words"}), NOW)
        for row in (over, doubtful, under_way):
            (claimed,) = work.outbox.claim(NOW, most=1, resting=())
            assert claimed.id == row
            if row == over:
                work.outbox.failed(row, "blocked")
            elif row == doubtful:
                work.outbox.perhaps(row, later(9), "TimedOut")

        work.traces.withdraw(PREFIX)

        known = [(one.state, one.problem) for one in work.outbox.states(PREFIX)]
        assert known == [
            ("failed", "blocked"),
            ("unknown", WITHDRAWN),
            ("sending", None),
            ("failed", WITHDRAWN),
        ]
        with_words = select(outbox.c.id).where(outbox.c.body.is_not(None)).order_by(outbox.c.id)
        kept = list(work.outbox.connection.execute(with_words).scalars())
        assert kept == [under_way, other]
        attached = work.outbox.connection.execute(select(files.c.outbox_id)).scalars()
        assert list(attached) == [under_way]


def test_the_messages_of_a_post_are_known_as_long_as_its_workshop(stores: Stores) -> None:
    with stores.work() as work:
        for key in ("post:1:17:5:1:1", "postfile:1:17:5:pdf:1", "postedit:1:17:0:5:3:edit"):
            row = work.outbox.add(Draft(key, AMIRA, "sendMessage", {"text": "words"}), NOW)
            assert row is not None
            work.outbox.failed(row, "blocked")
        work.outbox.delete_before(later(9))
        assert [known.key for known in work.outbox.states("post")] == [
            "post:1:17:5:1:1",
            "postfile:1:17:5:pdf:1",
        ]


def test_what_waits_can_say_something_else_at_another_moment(stores: Stores) -> None:
    with stores.work() as work:
        work.outbox.add(
            Draft("farewell:posts:1", AMIRA, "sendMessage", {"text": "later"}), later(9)
        )
        assert work.traces.waiting_keys("farewell:posts:") == ("farewell:posts:1",)
        work.traces.say_instead("farewell:posts:1", {"text": "now"}, NOW)
        (claimed,) = work.outbox.claim(NOW, most=1, resting=())
        assert claimed.draft.body == {"text": "now"}
        assert work.traces.waiting_keys("farewell:posts:") == ()
