"""Themes as they were found, and as facilitators leave them."""

from dataclasses import replace

from flows.ids import QuestionId
from flows.summary import Mention
from flows.themes.values import Excerpt, Grouping, Proposal
from storage.themes import Earlier, StoredGrouping, StoredTheme
from storage.work import Work
from tests.storage.stocked import NOW, Stores, later
from tests.storage.summing_up import QUESTION, Answered, answered


def grouped(work: Work) -> Answered:
    place = answered(work)
    one, two, three = place.answers
    grouping = Grouping(
        themes=(Proposal("trust", (one, two), Excerpt(two, "answer")),),
        voices=(),
        set_aside=(three,),
        mentions=(Mention("answer", (one, two, three)),),
    )
    work.themes.store(place.workshop, QUESTION, grouping, "abc", NOW)
    return place


def only_theme(work: Work, place: Answered) -> StoredTheme:
    (theme,) = work.themes.of(place.workshop)
    return theme


def newest(work: Work, place: Answered) -> int:
    return max(one.version for one in work.summaries.answers(place.workshop))


def test_a_grouping_is_stored_as_it_was_found(stores: Stores) -> None:
    with stores.work() as work:
        place = grouped(work)
        one, two, three = place.answers
        theme = only_theme(work, place)
        assert theme == StoredTheme(theme.id, QUESTION, "trust", 1, (one, two), two, NOW)
        assert work.themes.groupings(place.workshop) == {
            QUESTION: StoredGrouping(
                "abc",
                (Mention("answer", place.answers),),
                NOW,
                touched=False,
                newest=newest(work, place),
            )
        }
        assert work.themes.set_aside(place.workshop) == {three}


def test_a_new_grouping_takes_the_place_of_the_old_one(stores: Stores) -> None:
    with stores.work() as work:
        place = grouped(work)
        work.themes.store(place.workshop, QUESTION, Grouping(), "def", later(5))
        assert work.themes.of(place.workshop) == ()
        assert work.themes.set_aside(place.workshop) == frozenset()
        assert work.themes.groupings(place.workshop) == {
            QUESTION: StoredGrouping("def", (), later(5), touched=False, newest=newest(work, place))
        }


def test_who_has_not_seen_a_change_cannot_overwrite_it(stores: Stores) -> None:
    with stores.work() as work:
        place = grouped(work)
        seen = only_theme(work, place)
        was = Earlier(seen.label, seen.label_typed, seen.answers, seen.quote)
        renamed = replace(seen, label="building trust", label_typed=True, before=was)
        saved = work.themes.save(place.workshop, renamed, "renamed", place.first_author, later(1))
        assert saved == only_theme(work, place)
        assert saved == replace(
            renamed,
            version=2,
            change="renamed",
            changed_by=place.first_author,
            changed_at=later(1),
        )
        late = replace(seen, confirmed_at=later(2))
        refused = work.themes.save(place.workshop, late, "confirmed", place.first_author, later(2))
        assert (refused, only_theme(work, place)) == (None, saved)
        assert work.themes.groupings(place.workshop)[QUESTION].touched


def test_members_and_the_quote_can_change(stores: Stores) -> None:
    with stores.work() as work:
        place = grouped(work)
        _, two, three = place.answers
        changed = replace(only_theme(work, place), answers=(two, three), quote=three)
        work.themes.save(place.workshop, changed, "moved", place.first_author, later(1))
        theme = only_theme(work, place)
        assert (theme.answers, theme.quote) == ((two, three), three)
        work.themes.take_out(three)
        theme = only_theme(work, place)
        assert (theme.answers, theme.quote, work.themes.set_aside(place.workshop)) == (
            (two,),
            None,
            frozenset(),
        )


def test_a_new_theme_stands_behind_the_others_and_can_be_dissolved(stores: Stores) -> None:
    with stores.work() as work:
        place = grouped(work)
        number = work.themes.add(
            place.workshop, QUESTION, "more", place.answers[2:], None, later(1)
        )
        assert [(theme.label, theme.place) for theme in work.themes.of(place.workshop)] == [
            ("trust", 1),
            ("more", 2),
        ]
        work.themes.drop(number)
        assert only_theme(work, place).label == "trust"


def test_other_questions_keep_their_themes(stores: Stores) -> None:
    with stores.work() as work:
        place = grouped(work)
        other = QuestionId("other")
        work.themes.store(place.workshop, other, Grouping(), "x", NOW)
        work.themes.forget(place.workshop, other)
        assert only_theme(work, place).label == "trust"
        assert set(work.themes.groupings(place.workshop)) == {QUESTION}


def test_who_is_erased_leaves_their_themes(stores: Stores) -> None:
    with stores.work() as work:
        place = grouped(work)
        work.people.erase(place.first_author)
        assert only_theme(work, place).answers == place.answers[1:2]
