"""What a summary rests on, and what facilitators write around it."""

from flows.ids import MessageId
from flows.session import Answer, Part, Revision
from storage.summaries import CountedAnswer, Draft
from tests.flows.session_machine import QUESTIONS
from tests.storage.stocked import LEO, NOW, Stores, furnish, joined, later, workshop

WORDS, CHOICE, SKIPPED = QUESTIONS[0].id, QUESTIONS[2].id, QUESTIONS[3].id


def words(number: int, *texts: str) -> Revision:
    parts = (Part(MessageId(number + place), text) for place, text in enumerate(texts))
    return Revision(later(number), tuple(parts))


def test_the_newest_version_of_every_answer_counts(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        leo = joined(work, place.workshop, LEO, "Leo")
        hers = work.sessions.begin(place.rounds[0], place.participant).session
        his = work.sessions.begin(place.rounds[0], leo).session
        chosen = Answer(CHOICE, (Revision(NOW, options=("yes",)),))
        said = Answer(WORDS, (words(1, "old"), words(5, "new", "and more")))
        work.sessions.save(his, his.with_answer(chosen))
        work.sessions.save(hers, hers.with_answer(said).with_answer(Answer(SKIPPED)))

        his_answer, her_answer = work.summaries.answers(place.workshop)

        assert his_answer == CountedAnswer(
            his_answer.answer_id, leo, CHOICE, "", ("yes",), False, NOW, his_answer.version
        )
        assert her_answer == CountedAnswer(
            her_answer.answer_id,
            place.participant,
            WORDS,
            "new\nand more",
            (),
            False,
            later(5),
            her_answer.version,
        )
        assert his_answer.version < her_answer.version


def test_an_answer_can_be_left_out_and_taken_back_in(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        hers = work.sessions.begin(place.rounds[0], place.participant).session
        work.sessions.save(hers, hers.with_answer(Answer(WORDS, (words(1, "one"),))))
        (answer,) = work.summaries.answers(place.workshop)
        seen = []
        for left_out in (True, False):
            work.summaries.leave_out(answer.answer_id, left_out=left_out)
            seen += [one.left_out for one in work.summaries.answers(place.workshop)]

        assert seen == [True, False]


def test_the_facilitators_words_are_kept_for_each_workshop(stores: Stores) -> None:
    with stores.work() as work:
        one, two = furnish(work).workshop, work.workshops.add(workshop("two")).id
        work.summaries.save(one, Draft("Am Wochenende …", ""))
        work.summaries.save(one, Draft("Am Wochenende …", "Es bleibt …"))

        assert work.summaries.draft(one) == Draft("Am Wochenende …", "Es bleibt …")
        assert work.summaries.draft(two) == Draft()
