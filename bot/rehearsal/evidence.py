"""What a play leaves behind, gathered for checking: what people did, stored, and received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.post.forms import Form
from bot.post.telegram import post_parts
from bot.rehearsal.cast import Habit
from bot.rehearsal.deciding import Author
from bot.rehearsal.participant import Participant, Said
from bot.rehearsal.stage import Stage, Stuck
from bot.rehearsal.standin import Call, Phone, SeenMessage
from bot.rehearsal.team import Team
from bot.rehearsal.voices import private
from bot.service.compiling import compiled
from flows.ids import ChatId, QuestionId
from flows.workshop import Workshop
from storage.work import Work

READABLE = (Form.HTML, Form.FRAGMENT, Form.MARKDOWN)
"""Files in which words stand as they are."""

Parts = tuple[str, ...]
Answers = Mapping[str, Mapping[QuestionId, Said]]
Sentence = tuple[str, str | None]
"""Words, and the name beside them."""
Counts = Mapping[str, Mapping[QuestionId, int]]


@dataclass(frozen=True, slots=True)
class Post:
    """What was published.

    Attributes:
        messages: the texts in the group.
        files: the picture in the group, and what the organiser got, by form.
    """

    messages: tuple[SeenMessage, ...]
    files: Mapping[Form, bytes]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is checked at the end. Where it says "by name", that is the participant's.

    Attributes:
        said: what people said last, by name.
        stored: the current answers in the database, by name.
        unheard: questions that somebody who went on has neither answered nor passed over, by name.
        undecided: whose late words nobody has decided about.
        asked: how often each question came, by name.
        must_be_asked: how often it should have, by name.
        parts: the post as it should read, as HTML.
        in_group: what the bot wrote into the group.
        to_organiser: what the bot wrote to the organiser.
        files: the names of the files that the organiser got.
        pictures: how many the group got.
        published: everything that left for the group and the organiser, as one text.
        private: words that must not stand in it.
        quoted: the sentences in the post, with the name beside each.
        allowed: what their authors have allowed so.
        refused: calls that Telegram refused, but for those to people who have blocked the bot.
        set_aside: updates that could not be handled.
        unknown: messages of which nobody knows whether they arrived.
        waiting: messages that have not been sent.
    """

    said: Answers
    stored: Answers
    unheard: Mapping[str, tuple[QuestionId, ...]]
    undecided: tuple[str, ...]
    asked: Counts
    must_be_asked: Counts
    parts: tuple[str, ...]
    in_group: tuple[str, ...]
    to_organiser: tuple[str, ...]
    files: tuple[str, ...]
    pictures: int
    published: str
    private: tuple[str, ...]
    quoted: tuple[Sentence, ...]
    allowed: tuple[Sentence, ...]
    refused: tuple[str, ...]
    set_aside: int
    unknown: int
    waiting: int


@dataclass(frozen=True, slots=True)
class _Stored:
    answers: Answers
    undecided: tuple[str, ...]
    left_out: tuple[str, ...]
    parts: tuple[str, ...]
    quoted: tuple[Sentence, ...]
    set_aside: int
    unknown: int
    waiting: int


async def collected(
    stage: Stage, team: Team, people: Sequence[Participant], authors: Sequence[Author]
) -> tuple[Evidence, Post]:
    """Gather everything from the stand-in, the players and the storage.

    Raises:
        Stuck: there is no post, or the organiser has no files.
    """
    for one in people:
        one.look()
    stored = await stage.app.writer.run(lambda work: _stored(work, people))
    group = [message for message in team.group.messages if message.from_bot]
    organiser = [message for message in team.renate.messages if message.from_bot]
    post = _post(group, organiser, stored.parts)
    texts = [message.html for message in (*group, *organiser)]
    readable = [post.files[form].decode() for form in READABLE if form in post.files]
    published = "\n".join([*texts, *readable])
    silent = {Habit.SILENT, Habit.BLOCKS}
    questions = [question.id for day in team.flow.days for question in day.questions]
    evidence = Evidence(
        said={one.member.name: dict(one.said) for one in people},
        stored=stored.answers,
        unheard={
            one.member.name: tuple(q for q in questions if q not in one.said)
            for one in people
            if one.member.habit not in silent
        },
        undecided=stored.undecided,
        asked={one.member.name: dict(one.times_asked) for one in people},
        must_be_asked={one.member.name: dict(one.must_be_asked) for one in people},
        parts=stored.parts,
        in_group=tuple(message.html for message in group),
        to_organiser=tuple(message.html for message in organiser),
        files=tuple(one.document.name for one in organiser if one.document is not None),
        pictures=sum(one.photo is not None for one in group),
        published=published,
        private=(*_private(people), *stored.left_out, *_withheld(authors)),
        quoted=stored.quoted,
        allowed=tuple(one for author in authors for one in author.allowed),
        refused=_refused(stage.standin.calls, {one.phone.id for one in people if one.gone}),
        set_aside=stored.set_aside,
        unknown=stored.unknown,
        waiting=stored.waiting,
    )
    return evidence, post


def _stored(work: Work, people: Sequence[Participant]) -> _Stored:
    workshop = _workshop(work, people)
    answers, undecided = {}, []
    for one in people:
        theirs: dict[QuestionId, Said] = {}
        person = work.people.by_chat(ChatId(one.phone.id))
        for found in work.sessions.of_person(person.id) if person else ():
            undecided += [one.member.name for _ in found.session.late]
            for answer in found.session.answers:
                current = answer.current
                texts = () if current is None else tuple(part.text for part in current.parts)
                options = () if current is None else current.options
                theirs[answer.question] = Said(() if options else texts, options)
        answers[one.member.name] = theirs
    summary = compiled(work, workshop)
    return _Stored(
        answers=answers,
        undecided=tuple(undecided),
        left_out=_left_out(work, workshop),
        parts=tuple(post_parts(summary, workshop.language)),
        quoted=tuple((quote.text, quote.by) for quote in summary.quotes),
        set_aside=work.inbox.set_aside(),
        unknown=work.outbox.unknown_count(),
        waiting=work.outbox.due_count(work.now),
    )


def _left_out(work: Work, workshop: Workshop) -> tuple[str, ...]:
    """Answers that a facilitator left out, unless somebody else said the same."""
    counted = work.summaries.answers(workshop.id)
    others = [one.text for one in counted if not one.left_out]
    left_out = [one.text for one in counted if one.left_out]
    return tuple(text for text in left_out if not any(text in other for other in others))


def _workshop(work: Work, people: Sequence[Participant]) -> Workshop:
    for one in people:
        person = work.people.by_chat(ChatId(one.phone.id))
        for part in work.participants.of_person(person.id) if person else ():
            return work.workshops.get(part.workshop_id)
    raise Stuck("Nobody takes part in a workshop.")


def _post(group: Sequence[SeenMessage], organiser: Sequence[SeenMessage], parts: Parts) -> Post:
    files = {
        form: one.document.content
        for one in organiser
        if one.document is not None and (form := form_of(one.document.name)) is not None
    }
    for one in group:
        if one.photo is not None:
            files[Form.PICTURE] = one.photo.content
    return Post(tuple(one for one in group if one.html in parts), files)


def form_of(name: str) -> Form | None:
    """The form of the post that a file is by its name; None where it is something else."""
    fitting = [form for form in Form if name.endswith(form.ending)]
    return max(fitting, key=lambda form: len(form.ending), default=None)


def _private(people: Sequence[Participant]) -> tuple[str, ...]:
    """What people add who do not want to be quoted; where the sentence ends may be marked up."""
    shy = [one for one in people if one.member.habit is Habit.NOT_QUOTED]
    return tuple(private(one.writes).rstrip(".") for one in shy)


def _withheld(authors: Sequence[Author]) -> tuple[str, ...]:
    """What authors were asked for and have not allowed, unless somebody else allowed the same."""
    allowed = [words for author in authors for words, _name in author.allowed]
    withheld = sorted(words for author in authors for words in author.withheld)
    return tuple(words for words in withheld if not any(words in other for other in allowed))


def _refused(calls: Sequence[Call], gone: set[int]) -> tuple[str, ...]:
    return tuple(
        f"{call.method} ({call.error})" for call in calls if not call.ok and _chat(call) not in gone
    )


def _chat(call: Call) -> int:
    try:
        return int(call.parameters.get("chat_id", 0))
    except (TypeError, ValueError):
        return 0


def phones(team: Team, people: Sequence[Participant]) -> tuple[Phone, ...]:
    """Everybody's phone, the team's first."""
    return (team.jonna, team.tarek, team.renate, *(one.phone for one in people))
