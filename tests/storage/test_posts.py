"""Posts as they may stand now."""

from dataclasses import replace
from datetime import timedelta

from flows.withdrawal import Change, Passage
from storage.posts import PostState, StoredPost
from tests.flows.test_withdrawal import published
from tests.storage.stocked import NOW, Stores, furnish

CHANGE = Change((Passage(1, 2, 3, 4, 5, half=True),), ((2, 1),), numbers=True)


def test_a_post_is_what_was_stored_of_it(stores: Stores) -> None:
    with stores.work() as work:
        workshop = furnish(work).workshop
        assert work.posts.newest(workshop) is None
        first = StoredPost(workshop, 17, PostState.NEW, published(), NOW)
        second = replace(first, version=18, changed_at=NOW + timedelta(seconds=1))
        work.posts.add(first)
        work.posts.add(second)
        changed = replace(
            first, state=PostState.CHANGED, change=CHANGE, revision=2, wanted=("post:1", "x")
        )
        work.posts.save(changed)
        assert work.posts.of(workshop) == (second, changed)
        assert work.posts.find(workshop, 17) == changed
        assert work.posts.find(workshop, 19) is None
        assert work.posts.newest(workshop) == second


def test_what_is_out_and_wanted_by_nobody_is_finished(stores: Stores) -> None:
    with stores.work() as work:
        workshop = furnish(work).workshop
        post = StoredPost(workshop, 17, PostState.OUT, published(), NOW)
        work.posts.add(post)
        assert (work.posts.unfinished(), work.posts.unfinished_count()) == ((), 0)
        work.posts.save(replace(post, wanted=("files",)))
        assert (work.posts.unfinished(), work.posts.unfinished_count()) == (((workshop, 17),), 1)
        work.posts.save(replace(post, state=PostState.EDITING))
        assert work.posts.unfinished() == ((workshop, 17),)


def test_a_post_goes_with_its_workshop(stores: Stores) -> None:
    with stores.work() as work:
        workshop = furnish(work).workshop
        work.posts.add(StoredPost(workshop, 17, PostState.NEW, published(), NOW))
        work.workshops.delete(workshop)
        assert work.posts.of(workshop) == ()
