"""A copy of everything that is stored about a person."""

from collections.abc import Mapping

from bot.messages.own_data import Extent
from bot.post.own_data import (
    ConsentGiven,
    Copy,
    DaySaid,
    DetailsFound,
    Part,
    Said,
    Sentence,
    Version,
)
from bot.service.step import Step
from flows.ids import QuestionId
from flows.script import Question
from flows.session import Revision
from flows.workshop import Participant, Person
from storage.details import StoredDetails
from storage.quotes import StoredQuote
from storage.sessions import StoredSession


def copy_of(step: Step, person: Person) -> Copy:
    """Gather everything about a person."""
    work = step.work
    form = work.dialogs.get(person.id)
    return Copy(
        made_at=work.now,
        telegram_id=person.chat,
        name=person.name,
        language=person.language,
        language_chosen=person.language_chosen,
        runs_the_bot=person.owner,
        reach=person.reach,
        known_since=work.people.known_since(person.id),
        roles=tuple(
            (work.workshops.get(workshop_id).title, role)
            for workshop_id, role in work.teams.of_person(person.id)
        ),
        parts=tuple(
            _part(step, person, participant)
            for participant in work.participants.of_person(person.id)
        ),
        unclear=tuple(Version(one.at, one.text) for one in work.unclear.of_person(person.id)),
        form=None if form is None else dict(form.facts),
        messages=tuple(Version(at, html) for at, html in work.traces.said(person.chat)),
    )


def extent(copy: Copy) -> Extent:
    """How much a copy holds."""
    said = [said for part in copy.parts for day in part.days for said in day.said]
    return Extent(
        answers=sum(bool(one.versions) for one in said),
        changes=sum(max(len(one.versions) - 1, 0) for one in said),
        consents=sum(len(part.consents) for part in copy.parts),
    )


def _part(step: Step, person: Person, participant: Participant) -> Part:
    work = step.work
    workshop = work.workshops.get(participant.workshop_id)
    quotes = work.quotes.placed_of(participant.id, shelved=True)
    return Part(
        title=workshop.title,
        host=workshop.host,
        zone=workshop.zone.key,
        state=participant.state,
        joined_at=participant.joined_at,
        quoting=participant.attribution,
        quoted_name=participant.quoted_name,
        no_reminders=participant.quiet,
        consents=tuple(
            ConsentGiven(
                kind=consent.kind.value,
                version=consent.version,
                wording=consent.wording,
                given_at=consent.given_at,
                withdrawn_at=consent.withdrawn_at,
            )
            for consent in work.consents.of(participant.id)
        ),
        days=tuple(
            _day(
                step,
                stored,
                workshop.flow.day(stored.day).title.in_language(person.language),
                person,
                {one.question: one.quote for one in quotes if one.session_id == stored.session.id},
            )
            for stored in work.sessions.of_participant(participant.id)
        ),
    )


def _day(
    step: Step,
    stored: StoredSession,
    title: str,
    person: Person,
    quotes: Mapping[QuestionId, StoredQuote],
) -> DaySaid:
    session = stored.session
    found = step.work.details.of_session(session.id)
    late = {one.question: one.revision for one in session.late}
    said = []
    for number, question in enumerate(session.questions, 1):
        answer = session.answer(question.id)
        kept = late.get(question.id)
        if answer is None and kept is None:
            continue
        revisions = answer.revisions if answer else ()
        said.append(
            Said(
                number=number,
                question=question.text.in_language(person.language),
                skipped=answer is not None and answer.skipped,
                versions=tuple(_version(question, revision, person) for revision in revisions),
                came_late=None if kept is None else _version(question, kept, person),
                details=_details(found.get(question.id)),
                sentence=_sentence(quotes.get(question.id)),
            )
        )
    return DaySaid(stored.day, title, session.paused, tuple(said))


def _details(found: StoredDetails | None) -> DetailsFound | None:
    return None if found is None else DetailsFound(found.state, found.asked_at)


def _sentence(quote: StoredQuote | None) -> Sentence | None:
    if quote is None:
        return None
    return Sentence(
        words=quote.words,
        own_words=quote.own_words,
        state=quote.state,
        name=quote.name,
        asked_at=quote.asked_at,
        decided_at=quote.decided_at,
        details=quote.details,
    )


def _version(question: Question, revision: Revision, person: Person) -> Version:
    words = question.in_words(revision.text, revision.options, person.language)
    return Version(revision.at, words)
