"""Taking words back after they were published: copies, files and posts lose them.

What leaves is taken out of every version's copy in the transaction in which it is taken back; the
posts themselves follow within a minute (`bot.service.posting`).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from bot.messages.in_posts import Posted
from bot.service.amending import forget_words
from bot.service.compiling import may_be_quoted
from bot.service.step import Step
from flows.attribution import Attribution
from flows.ids import AnswerId, ParticipantId
from flows.session import Answer, Session
from flows.summary import Quote
from flows.withdrawal import NOTHING, Cut, names, without
from flows.workshop import Participant, Workshop
from storage.posts import PostState, StoredPost
from storage.summaries import CountedAnswer
from storage.work import Work


def withdrawn(
    step: Step,
    workshop: Workshop,
    answer_ids: Collection[AnswerId],
    silenced: ParticipantId | None = None,
) -> int:
    """These answers may not be quoted any more, though they go on counting.

    To be called where that changes, in the same step; harmless where nothing of them is published.

    Args:
        step: the step that this is part of.
        workshop: whose answers.
        answer_ids: these answers.
        silenced: their author, who is not to be quoted at all any more: words that nobody else who
            may be quoted has used leave names of themes, too, and are counted no more.

    Returns:
        How many quotes leave the newest version that people have and one of them stands in.
    """
    words = frozenset[str]()
    if silenced is not None and workshop.published_at is not None:
        every = step.work.summaries.answers(workshop.id)
        words = _words_of(step.work, workshop, silenced, every)
    return _take_out(step, workshop, Cut(unquoted=frozenset(answer_ids), words=words))


def erased(step: Step, workshop: Workshop, participant: Participant) -> int:
    """A participant is about to be deleted with all that they said: call it before that.

    Returns:
        As `withdrawn`.
    """
    every = step.work.summaries.answers(workshop.id)
    theirs = [one for one in every if one.participant_id == participant.id]
    cut = Cut(
        erased=frozenset(one.answer_id for one in theirs),
        words=_words_of(step.work, workshop, participant.id, every),
        silent=frozenset({participant.id}),
        gone=frozenset({participant.id}),
    )
    return _take_out(step, workshop, cut)


def revised(
    step: Step, workshop: Workshop, author: ParticipantId, before: Session, after: Session
) -> None:
    """Answers of a session have changed, and are stored: posts lose what is not said any more."""
    if workshop.published_at is None:
        return
    for old in before.answers:
        new = after.answer(old.question)
        if old.current is not None and (new is None or new.current != old.current):
            _one_revised(step, workshop, author, before, old)


def quotes_in_posts(work: Work, workshop: Workshop, participant: Participant) -> int:
    """How many quotes of a participant stand in the newest version that is out and has any."""
    if workshop.published_at is None:
        return 0
    theirs = {
        one.answer_id
        for one in work.summaries.answers(workshop.id)
        if one.participant_id == participant.id
    }
    for post in work.posts.of(workshop.id):
        if post.state is PostState.NEW:
            continue
        if found := sum(quote.answer_id in theirs for quote in post.summary.quotes):
            return found
    return 0


def posted(work: Work, workshop: Workshop, answer_ids: Collection[AnswerId]) -> Posted | None:
    """What stands of some answers in posts that are out; None where there is no such post.

    To be called before they are deleted.
    """
    if workshop.published_at is None:
        return None
    out = [post for post in work.posts.of(workshop.id) if post.state is not PostState.NEW]
    if not out:
        return None
    quotes = (sum(quote.answer_id in answer_ids for quote in _every_quote(post)) for post in out)
    return Posted(
        quotes=next((found for found in quotes if found), 0),
        counted=any(not post.summary.participation.answers.isdisjoint(answer_ids) for post in out),
    )


def quoted_in_posts(work: Work, workshop: Workshop, answer_id: AnswerId) -> Quote | None:
    """What stands of an answer in the newest post that quotes it; None where none does."""
    if workshop.published_at is None:
        return None
    every = (quote for post in work.posts.of(workshop.id) for quote in _every_quote(post))
    return next((quote for quote in every if quote.answer_id == answer_id), None)


def withdrawn_before(step: Step, workshop: Workshop, unquoted: Collection[ParticipantId]) -> None:
    """After words were deleted in a restored database: its copies lose them too.

    The posts are changed once more, should that have been lost; nobody is told a second time.

    Args:
        step: the step that this is part of.
        workshop: whose posts.
        unquoted: participants who may not be quoted.
    """
    every = step.work.summaries.answers(workshop.id)
    there = {one.answer_id for one in every}
    texts = _quotable(step.work, every)
    for post in step.work.posts.of(workshop.id):
        part = post.summary.participation
        known = step.work.participants.get_all(part.people)
        gone = part.answers - there
        cut = Cut(
            erased=gone,
            unquoted=frozenset(o.answer_id for o in every if o.participant_id in unquoted),
            words=_only_in(step.work, workshop, None, texts) if gone else frozenset(),
            silent=part.people - {one.participant_id for one in every},
            gone=part.people - known.keys(),
        )
        left, _ = without(post.summary, cut)
        # What was to be sent may have been sent after the copy was made.
        state = PostState.OUT if post.state is PostState.NEW else post.state
        changed = replace(
            post,
            summary=left,
            state=state if left == post.summary else PostState.CHANGED,
            change=NOTHING,
            revision=post.revision + 1,
            wanted=(),
        )
        step.work.posts.save(changed)


def _one_revised(
    step: Step, workshop: Workshop, author: ParticipantId, session: Session, old: Answer
) -> None:
    answer_id = step.work.summaries.answer_of(session.id, old.question)
    if answer_id is None or old.current is None:
        return
    every = step.work.summaries.answers(workshop.id)
    now = next((one for one in every if one.answer_id == answer_id), None)
    silent = author not in {one.participant_id for one in every}
    was = "\n".join(part.text for part in old.current.parts)
    cut = Cut(
        erased=frozenset() if now else frozenset({answer_id}),
        unquoted=frozenset() if now is None else _not_said_any_more(step.work, workshop, now),
        words=_only_in(step.work, workshop, [was], _quotable(step.work, every)),
        silent=frozenset({author}) if silent else frozenset(),
    )
    _take_out(step, workshop, cut)


def _take_out(step: Step, workshop: Workshop, cut: Cut) -> int:
    """Rewrite all versions; people hear of what leaves the newest version that has it."""
    told = 0
    for post in step.work.posts.of(workshop.id):
        left, change = without(post.summary, cut)
        if left == post.summary:
            continue
        waits = post.state is PostState.NEW
        heard = NOTHING if told or waits else change
        told = told or len(heard.passages)
        changed = replace(
            post,
            summary=left,
            state=PostState.NEW if waits else PostState.CHANGED,
            change=post.change.then(heard),
            revision=post.revision + 1,
            changed_at=step.work.now,
        )
        step.work.posts.save(changed)
        forget_words(step.work, changed)
        step.erased = True
    return told


def _not_said_any_more(work: Work, workshop: Workshop, now: CountedAnswer) -> frozenset[AnswerId]:
    """The answer, if a published quote of it is no part of what it says now."""
    for post in work.posts.of(workshop.id):
        for quote in _every_quote(post):
            of_it = quote.answer_id == now.answer_id and not quote.own_words
            if of_it and quote.text not in now.text:
                return frozenset({now.answer_id})
    return frozenset()


def _every_quote(post: StoredPost) -> Iterator[Quote]:
    for quote in post.summary.quotes:
        yield quote
        if quote.before is not None:
            yield quote.before


def _words_of(
    work: Work, workshop: Workshop, author: ParticipantId, every: Collection[CountedAnswer]
) -> frozenset[str]:
    """Words in names of themes, and counted words, that of all who may be quoted only one used."""
    theirs = [one.text for one in every if one.participant_id == author]
    others = [one for one in every if one.participant_id != author]
    return _only_in(work, workshop, theirs, _quotable(work, others))


def _quotable(work: Work, answers: Iterable[CountedAnswer]) -> list[str]:
    """The texts of those answers whose authors may be quoted."""
    given = list(answers)
    authors = work.participants.get_all({one.participant_id for one in given})
    ways = {number: may_be_quoted(author) for number, author in authors.items()}
    return [one.text for one in given if ways[one.participant_id] is not Attribution.NOT_QUOTED]


def _only_in(
    work: Work, workshop: Workshop, taken: Iterable[str] | None, rest: Iterable[str]
) -> frozenset[str]:
    """Words in names of themes, and counted words, that only stand in texts that are taken back.

    What a facilitator has named a theme is the facilitator's own.

    Args:
        work: the stores.
        workshop: whose posts.
        taken: those texts; None where they are not known any more.
        rest: all others.
    """
    typed = {one.label for one in work.themes.of(workshop.id) if one.label_typed}
    words: set[str] = set()
    for post in work.posts.of(workshop.id):
        for question in post.summary.questions:
            labels = {one.label for one in question.themes} - typed
            for label in (*labels, *(one.word for one in question.mentions)):
                words |= names(label)
    gone = None if taken is None else "\n".join(taken).casefold()
    left = "\n".join(rest).casefold()
    return frozenset(w for w in words if w not in left and (gone is None or w in gone))
