"""Every sentence of every post rests on what people said and allowed; an invention is found."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.post.own_data import plain_text
from bot.post.telegram import post_parts
from bot.service.compiling import compiled, event_of, material
from flows.consent import QuoteState
from flows.summary import Quote, Unfounded, compile_summary
from storage.work import Work
from tests.journeys import test_english, test_german, test_mixed
from tests.journeys.played import Plays
from tests.journeys.proving import Rows, rows_of, unproven
from tests.journeys.stage import Stage

Play = Callable[[Stage], Awaitable[object]]
PLAYS: dict[str, Play] = {
    "german": test_german.play,
    "english": test_english.play,
    "mixed": test_mixed.play_mixed,
    "two-workshops": test_mixed.play_two,
}
every_journey = pytest.mark.parametrize("play", PLAYS.values(), ids=PLAYS.keys())


def posts(work: Work) -> list[tuple[Rows, list[str]]]:
    """For each workshop what the rows say, and its post as people would read it now."""
    return [
        (
            rows_of(work, workshop),
            [plain_text(part) for part in post_parts(compiled(work, workshop), workshop.language)],
        )
        for workshop in work.workshops.all()
    ]


@every_journey
async def test_every_sentence_of_a_post_is_borne_out_by_the_rows(plays: Plays, play: Play) -> None:
    with (await plays.once(play)).rows() as work:
        found = posts(work)
    assert [unproven(post, rows) for rows, post in found] == [() for _ in found]


async def test_what_was_posted_is_what_is_borne_out(plays: Plays) -> None:
    german = await plays.once(test_german.play)
    with german.rows() as work:
        ((rows, post),) = posts(work)
    for chat in german.told:
        posted = [one.text for one in chat.messages if one.from_bot and one.text in post]
        assert posted == post
    quoted = [one.words for asked in rows.asked.values() for one in asked.quotes.values()]
    assert all(any(words in part for part in post) for words in quoted)
    assert len(quoted) == 3


INVENTIONS = [
    ("„Sich kennen, bevor man sich braucht.“ – Amira", "„Sich kennen.“ – Amira"),
    ("„Sich kennen, bevor man sich braucht.“ – Amira", "„Wohnungssuche.“ – ohne Namen"),
    ("bevor man sich braucht.“ – Amira", "bevor man sich braucht.“ – Amira Haddad"),
    ("3 Antworten.", "4 Antworten."),
    ("3 Personen waren dabei", "12 Personen waren dabei"),
    ("3 Antworten.", "3 Antworten. Alle waren begeistert."),
    ("3 Antworten.", "3 Antworten. Vertrauen aufbauen: 2 Personen."),
    ("Was bleibt", "Was Nachklang gelernt hat"),
]


async def test_an_invention_in_the_post_is_found(plays: Plays) -> None:
    with (await plays.once(test_german.play)).rows() as work:
        ((rows, post),) = posts(work)
    for said, invented in INVENTIONS:
        planted = [part.translate({0xA0: " "}).replace(said, invented, 1) for part in post]
        assert unproven(planted, rows) != (), invented


async def test_no_post_is_built_from_a_quote_that_nobody_said(plays: Plays) -> None:
    with (await plays.once(test_german.play)).rows() as work:
        (workshop,) = work.workshops.all()
        found = material(work, workshop)
        event = event_of(work, workshop)
    invented = Quote(found.said[0].answer_id, "Alle waren begeistert.", "Amira")

    with pytest.raises(Unfounded, match="in other words than its author's"):
        compile_summary(event, workshop.flow, found.said, joined=3, quotes=[invented])


async def test_a_quote_that_was_changed_behind_its_authors_back_is_not_printed(
    plays: Plays,
) -> None:
    with (await plays.once(test_german.play)).rows() as work:
        (workshop,) = work.workshops.all()
        for one in work.quotes.of(workshop.id):
            if one.state is QuoteState.ALLOWED and not one.own_words:
                work.quotes.save(replace(one, words="Alle waren begeistert."))
        ((rows, post),) = posts(work)
    assert "Alle waren begeistert." not in "".join(post)
    assert unproven(post, rows) == ()
