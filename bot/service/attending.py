"""What is to be done about a post, and doing it: the steps around the making of its files."""

from dataclasses import dataclass, replace

from bot.messages import publishing as words
from bot.messages.wording import in_language
from bot.service.amending import amend, is_through
from bot.service.pieces import Printed, file_pieces, key_of, post_pieces
from bot.service.publishing import FILES_AGAIN, send_out
from bot.service.step import Step
from bot.service.telling import send_files, tell
from flows.ids import ChatId, WorkshopId
from flows.workshop import Workshop
from storage.posts import PostState, StoredPost


@dataclass(frozen=True, slots=True)
class Job:
    """Something is to be done about a post, for which its files are needed.

    Attributes:
        post: as it was when that was found out.
        language: of its files.
    """

    post: StoredPost
    language: str

    @property
    def name(self) -> tuple[WorkshopId, int, int]:
        """The same as long as the files would be the same."""
        return self.post.workshop_id, self.post.version, self.post.revision


def job_of(step: Step, workshop_id: WorkshopId, version: int) -> Job | None:
    """What is to be done about a post now; None where it has to wait, or is gone."""
    workshop = step.work.workshops.find(workshop_id)
    post = step.work.posts.find(workshop_id, version)
    if workshop is None or post is None:
        return None
    if post.state is PostState.EDITING and not is_through(step, post) and not post.wanted:
        return None
    return Job(post, workshop.language)


def carry_out(step: Step, job: Job, printed: Printed) -> bool:
    """Do it with the files that were made for it; none where they could not be made.

    Where the post has changed since, nothing is done.

    Returns:
        Whether nothing is left to do; otherwise look again soon.
    """
    work = step.work
    workshop = work.workshops.find(job.post.workshop_id)
    post = work.posts.find(job.post.workshop_id, job.post.version)
    if workshop is None or post is None:
        return True
    if (post.state, post.revision) != (job.post.state, job.post.revision):
        return False
    match post.state:
        case PostState.NEW:
            send_out(step, workshop, post, printed)
            if not printed:
                _say_that_files_are_missing(step, workshop, post)
        case PostState.CHANGED:
            amend(step, workshop, post, printed)
        case PostState.EDITING if is_through(step, post):
            tell(step, workshop, post, printed)
        case _:
            pass
    _give_what_is_wanted(step, workshop, job.post, printed)
    left = work.posts.find(post.workshop_id, post.version)
    return left is None or (left.state is PostState.OUT and not left.wanted)


def _say_that_files_are_missing(step: Step, workshop: Workshop, post: StoredPost) -> None:
    for facilitator in step.facilitators(workshop):
        said = words.without_files(in_language(facilitator.language), workshop, sent=True)
        key = f"unprinted:{workshop.id}:{post.version}:{facilitator.chat}"
        step.say(facilitator.chat, said, key=key)


def _give_what_is_wanted(
    step: Step, workshop: Workshop, asked: StoredPost, printed: Printed
) -> None:
    """Send what somebody wanted when the files were made; what was wanted since has to wait."""
    post = step.work.posts.find(asked.workshop_id, asked.version)
    if post is None or not asked.wanted:
        return
    for what in asked.wanted:
        if what.startswith(FILES_AGAIN):
            chat = ChatId(int(what.removeprefix(FILES_AGAIN)))
            _files_to(step, workshop, post, chat, printed)
        else:
            _part_again(step, workshop, post, what, printed)
    left = tuple(what for what in post.wanted if what not in asked.wanted)
    step.work.posts.save(replace(post, wanted=left))


def _files_to(
    step: Step, workshop: Workshop, post: StoredPost, chat: ChatId, printed: Printed
) -> None:
    team = (*step.facilitators(workshop), *step.organisers(workshop))
    person = next((one for one in team if one.chat == chat), None)
    if person is None:
        return
    if printed:
        send_files(step, workshop, post, chat, printed)
        return
    step.say(chat, words.without_files(in_language(person.language), workshop, sent=False))


def _part_again(
    step: Step, workshop: Workshop, post: StoredPost, what: str, printed: Printed
) -> None:
    key = key_of(what)
    if key is None:
        return
    before = step.work.outbox.state_of(str(replace(key, attempt=key.attempt - 1)))
    to = key.chat if before is None or before.chat is None else before.chat
    reader = step.work.people.by_chat(to) if to > 0 else None
    pieces = post_pieces(post.summary, workshop, printed)
    for piece in (*pieces, *file_pieces(workshop, printed, reader)):
        if piece.part == key.part:
            step.plan(piece.sending(key, to=to, repeatable=to > 0))
