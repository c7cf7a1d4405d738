"""A post that is out: in a group and with an organiser, with quotes of three people."""

from dataclasses import dataclass, replace

from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.ids import AnswerId, MessageId
from flows.summary import Summary
from flows.workshop import Role
from storage.posts import StoredPost
from tests.bot.arranging import GROUP, Arranged, arrange, at, known
from tests.bot.chatting import Chat, Human, Seen
from tests.storage.unsealed import unsealed

AMIRA, LEO = "Kanarienvogel", "Geheimvogel"


@dataclass(slots=True)
class Out:
    """Amira, Leo and Dilan have answered; day 1 is open again, so that answers can change."""

    workshop: Arranged
    renate: Human
    amira: Human
    leo: Human
    dilan: Human
    said: MessageId

    @property
    def chat(self) -> Chat:
        return self.workshop.chat

    @property
    def post(self) -> StoredPost:
        with self.chat.begin() as step:
            return known(step.work.posts.newest(self.workshop.id))

    @property
    def group(self) -> list[Seen]:
        return self.chat.look(GROUP)

    def publish(self) -> None:
        self.workshop.jonna.says("/publish")
        self.workshop.jonna.presses("Veröffentlichen")

    def says_instead(self, summary: Summary) -> None:
        """The copy is another one, as after a review."""
        post = replace(self.post, summary=summary)
        with self.chat.begin() as step:
            step.work.posts.save(post)

    def answers_of(self, human: Human) -> list[AnswerId]:
        participant = self.workshop.participant(human)
        with self.chat.begin() as step:
            every = step.work.summaries.answers(self.workshop.id)
        return [one.answer_id for one in every if one.participant_id == participant.id]

    def everything(self) -> bytes:
        """All that the database holds, and all that can be read in the group and by Renate."""
        with self.chat.engine.begin() as connection:
            stored = unsealed(connection, self.chat.vault)
        seen = [one for place in (GROUP, self.renate.id) for one in self.chat.look(place)]
        shown = [part for one in seen for part in (one.text.encode(), *one.contents)]
        return b"\n".join([stored, *shown])


def out(chat: Chat) -> Out:
    """Everybody has said something; nothing is published yet."""
    workshop = arrange(chat)
    workshop.connects()
    renate = workshop.has_role("Renate Probe", Role.ORGANISER)
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    leo = workshop.joins("Leo Lind", Attribution.FIRST_NAME, language="en")
    dilan = workshop.joins("Dilan Yavuz", Attribution.UNNAMED)
    workshop.wakes(at(30, "17:00"))
    number = amira.says(f"{AMIRA} singt.")
    amira.says("Noch eine.")
    leo.says(f"{LEO} sings.")
    leo.says("Another one.")
    dilan.says("Zuhören.")
    for human in (amira, leo, dilan):
        allowed(workshop, human)
    workshop.chat.now = at(30, "19:00")
    return Out(workshop, renate, amira, leo, dilan, number)


def allowed(workshop: Arranged, human: Human) -> None:
    """Somebody has allowed that everything they said is quoted, as they chose when they joined."""
    participant = workshop.participant(human)
    with workshop.chat.begin() as step:
        for answer in step.work.summaries.answers(workshop.id):
            if answer.participant_id == participant.id:
                step.work.quotes.propose(answer.answer_id, answer.text)
                quote = known(step.work.quotes.of_answer(answer.answer_id))
                decided = replace(
                    quote, state=QuoteState.ALLOWED, attribution=participant.attribution
                )
                step.work.quotes.save(decided)
