import re
from datetime import timedelta

import pytest

from flows.ids import ChatId, FlowId, QuestionId
from flows.library import library_flow
from flows.script import Kind, Option, Scale, Texts
from storage.sessions import StoredSession
from tests.bot.chatting import Chat, Human
from tests.bot.rounds_of import OPENING, Stage, stage

AMIRA, LEO = 1, 2


@pytest.fixture
def workshop(chat: Chat) -> Stage:
    return stage(chat)


@pytest.fixture
def amira(chat: Chat, workshop: Stage) -> Human:
    human = chat.person(AMIRA, "Amira Haddad")
    workshop.joins(human)
    return human


def words(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def said(human: Human) -> dict[str, str]:
    """What is stored of somebody, by question."""
    with human.chat.begin() as step:
        person = step.work.people.by_chat(human.id)
        assert person is not None
        return {
            answer.question: "+".join(answer.current.options) or answer.current.text
            for stored in step.work.sessions.of_person(person.id)
            for answer in stored.session.answers
            if answer.current
        }


def session(human: Human) -> StoredSession:
    with human.chat.begin() as step:
        person = step.work.people.by_chat(human.id)
        assert person is not None
        return step.work.sessions.of_person(person.id)[-1]


def test_opening_and_first_question_are_one_message(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    (opening,) = amira.sees()
    assert words(opening.text) == (
        "Hallo Amira. Das war Tag 1. Jetzt fünf Fragen dazu, offen bis 21:00 Uhr (Berlin). "
        "Ein, zwei Sätze reichen.\n\n"
        "Frage 1 von 5\n"
        "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?\n"
        "Einfach gefragt: Was tust du, wenn du neue Kontakte suchst?"
    )
    assert opening.labels == [["Überspringen"]]


def test_the_next_question_is_the_receipt(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.says("Sich kennen, bevor man sich braucht.")
    assert words(amira.last.text).startswith("Notiert. Frage 2 von 5\nWelche Erfahrungen")
    assert amira.sees()[0].labels == []
    assert [call.draft.method for call in amira.chat.calls[-3:]] == [
        "sendMessage",
        "setMessageReaction",
        "editMessageReplyMarkup",
    ]
    assert said(amira) == {"bedeutung": "Sich kennen, bevor man sich braucht."}


def test_names_and_answers_cannot_break_the_html(chat: Chat, workshop: Stage) -> None:
    odd = chat.person(9, "<b>Eve & Co")
    workshop.joins(odd)
    workshop.opens()
    odd.says("1 < 2 & </i>")
    odd.says("/back")
    assert "Hallo &lt;b&gt;Eve" in odd.sees()[0].text
    assert "„1 &lt; 2 &amp; &lt;/i&gt;“" in odd.last.text


def test_a_skipped_question_says_so_in_its_place(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.presses("Überspringen")
    assert [words(seen.text).partition("\n")[0] for seen in amira.sees()] == [
        "Frage 1 von 5: übersprungen",
        "Übersprungen. Frage 2 von 5",
    ]


def test_a_stray_tap_under_an_answered_question_is_only_a_toast(
    workshop: Stage, amira: Human
) -> None:
    workshop.opens()
    asked = amira.last
    amira.says("Zuhören.")
    amira.taps(asked.message_id, asked.buttons[0][0]["callback_data"])
    assert amira.chat.toasts == [
        "Frage 1 hast du schon beantwortet. Es ändert sich nichts. Zum Ändern: /answers"
    ]
    assert said(amira) == {"bedeutung": "Zuhören."}


def test_a_label_can_be_typed(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.says("überspringen")
    assert words(amira.last.text).startswith("Übersprungen. Frage 2 von 5")


def test_back_shows_the_answer_and_keep_goes_on(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.says("Zuhören.")
    amira.says("/back")
    assert words(amira.last.text).endswith(
        "Deine Antwort: „Zuhören.“\nSchreib eine neue, dann gilt die neue."
    )
    assert amira.last.labels == [["So lassen"]]
    amira.presses("So lassen")
    assert words(amira.last.text).startswith("Frage 2 von 5")
    assert said(amira) == {"bedeutung": "Zuhören."}


def test_only_the_newest_question_has_buttons(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.says("Zuhören.")
    amira.says("/back")
    amira.presses("So lassen")
    assert [seen.labels for seen in amira.sees()[:-1]] == [[], [], []]


def test_an_edit_is_confirmed_in_one_line_that_changes_with_further_edits(
    workshop: Stage, amira: Human
) -> None:
    workshop.opens()
    message = amira.says("Stadtteilfeste")
    amira.edits(message, "Feste")
    amira.chat.now += timedelta(minutes=9)
    amira.edits(message, "Feste im Stadtteil")
    confirmations = [seen.text for seen in amira.sees() if "geändert" in seen.text]
    assert confirmations == ["Antwort auf Frage 1 geändert, 17:09 Uhr."]
    assert said(amira) == {"bedeutung": "Feste im Stadtteil"}


def test_an_edit_of_something_else_changes_nothing_and_says_so(
    workshop: Stage, amira: Human
) -> None:
    workshop.opens()
    message = amira.says("/help")
    amira.edits(message, "Hilfe")
    assert amira.last.text.startswith("Diese Nachricht gehört zu keiner Antwort")
    assert said(amira) == {}


def test_a_reply_to_an_older_question_replaces_its_answer_and_offers_both(
    workshop: Stage, amira: Human
) -> None:
    workshop.opens()
    first = amira.last.message_id
    amira.says("Ich frage.")
    amira.says("Und ich höre zu.", reply_to=first)
    assert amira.last.text == (
        "Das ist jetzt deine Antwort auf Frage 1. Die alte war: „Ich frage.“ "
        "Frage 2 ist weiter offen."
    )
    amira.presses("Beides behalten")
    assert amira.last.text == (
        "Deine Antwort auf Frage 1 lautet jetzt: „Ich frage.\nUnd ich höre zu.“"
    )
    assert said(amira) == {"bedeutung": "Ich frage.\nUnd ich höre zu."}


def test_the_old_answer_can_be_taken_back(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    first = amira.last.message_id
    amira.says("Ich frage.")
    amira.says("Ich höre zu.", reply_to=first)
    amira.presses("Alte nehmen")
    assert said(amira) == {"bedeutung": "Ich frage."}


def test_a_message_before_the_next_question_arrived_belongs_to_the_one_before(
    workshop: Stage, amira: Human
) -> None:
    workshop.opens()
    early = amira.chat.message_id()
    amira.says("Ich frage.")
    amira.says_as(early, "Und ich schreibe mir auf, wer was anbietet.")
    assert amira.last.text == (
        "Das gehört noch zu deiner Antwort auf Frage 1. Frage 2 ist weiter offen."
    )
    assert said(amira)["bedeutung"].endswith("wer was anbietet.")
    amira.presses("Nein, zu Frage 2")
    assert said(amira) == {
        "bedeutung": "Ich frage.",
        "erfahrungen": "Und ich schreibe mir auf, wer was anbietet.",
    }


def test_a_pause_says_what_waits_and_how_to_go_on(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.says("/pause")
    assert words(amira.last.text) == (
        "Pause. Heute erinnere ich dich nicht. Frage 1 wartet auf dich bis 21:00 Uhr (Berlin)."
    )
    amira.presses("Weitermachen")
    assert words(amira.last.text).startswith("Frage 1 von 5")
    assert amira.sees()[-2].labels == []


def test_who_wants_quiet_gets_no_reminder_in_any_round(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.says("/pause")
    amira.presses("Auch morgen Ruhe")
    assert amira.last.text == (
        "✓ Keine Erinnerungen mehr in diesem Workshop. Die Fragen kommen weiter."
    )
    amira.says("/next")
    before = len(amira.sees())
    workshop.time_is(OPENING + timedelta(hours=3))
    assert len(amira.sees()) == before


def test_the_end_of_the_day_names_what_was_skipped_and_what_comes(
    workshop: Stage, amira: Human
) -> None:
    workshop.opens()
    for answer in ("eins", "/skip", "drei", "vier", "fünf"):
        amira.says(answer)
    assert words(amira.last.text) == (
        "Das waren die Fragen für heute. Danke, Amira.\n"
        "Frage 2 hast du übersprungen. Bis 21:00 Uhr (Berlin) kannst du sie noch beantworten "
        "und alles ändern.\n\n"
        "Weiter geht es morgen um 15:30 Uhr (Berlin)."
    )
    amira.presses("Frage 2 beantworten")
    amira.says("zwei")
    assert words(amira.last.text).startswith("Notiert.\nBis 21:00 Uhr")
    assert sorted(said(amira).values()) == ["drei", "eins", "fünf", "vier", "zwei"]


def test_writing_while_nothing_is_open_is_answered_and_not_stored(
    workshop: Stage, amira: Human
) -> None:
    workshop.opens()
    for answer in "abcde":
        amira.says(answer)
    amira.says("Noch etwas.")
    assert words(amira.last.text) == (
        "Gerade ist keine Frage offen. Das habe ich nicht als Antwort gespeichert. "
        "Tag 2 beginnt morgen um 15:30 Uhr (Berlin)."
    )
    assert "Noch etwas." not in said(amira).values()


def test_own_answers_can_be_read_changed_and_deleted(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.says("Netzwerken heißt für mich: sich kennen, bevor man sich überhaupt braucht.")
    amira.says("/answers")
    assert words(amira.last.text) == (
        "Deine Antworten, Tag 1\n"
        "1 Netzwerken heißt für mich: sich kennen, bevor man…\n"
        "2 offen\n3 noch nicht gefragt\n4 noch nicht gefragt\n5 noch nicht gefragt\n"
        "Welche willst du ganz lesen oder ändern?"
    )
    amira.presses("Frage 1")
    assert words(amira.last.text).endswith("bevor man sich überhaupt braucht.")
    amira.presses("Löschen")
    assert amira.last.text == "Deine Antwort auf Frage 1 ist gelöscht, mit allen Fassungen."
    assert said(amira) == {}


def test_changing_an_answer_asks_its_question_again(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    amira.says("Alt.")
    amira.says("/answers")
    amira.presses("Frage 1")
    amira.presses("Ändern")
    amira.says("Neu.")
    assert said(amira) == {"bedeutung": "Neu."}
    assert words(amira.last.text).startswith("Notiert. Frage 2 von 5")


def test_what_comes_after_closing_is_kept_and_does_not_count(workshop: Stage, amira: Human) -> None:
    workshop.opens()
    workshop.time_is(OPENING + timedelta(hours=4))
    amira.says("Ein fester Termin.")
    assert words(amira.last.text) == (
        "Tag 1 ist seit 21:00 Uhr (Berlin) geschlossen. Deine Antwort auf Frage 1 habe ich "
        "aufgehoben. Sie zählt noch nicht.\n"
        "Soll ich die Moderation fragen, ob sie noch hineinkommt?"
    )
    assert said(amira) == {}
    amira.presses("Nein, löschen")
    assert amira.last.text == "✓ Gelöscht."
    assert session(amira).session.late == ()


def test_nobody_can_press_another_persons_buttons(
    chat: Chat, workshop: Stage, amira: Human
) -> None:
    leo = chat.person(LEO, "Leo Lind")
    workshop.joins(leo)
    workshop.opens()
    button = amira.last.buttons[0][0]["callback_data"]
    leo.taps(leo.last.message_id, button)
    assert session(amira).session.open == QuestionId("bedeutung")
    assert session(leo).session.open == QuestionId("bedeutung")
    assert len(chat.toasts) == 1


@pytest.mark.parametrize(
    "data", ["skip", "skip:", "skip:x:1", "skip:1:99", "keep:1", "pick:1:1", "tick:1:1:x", "both:1"]
)
def test_forged_buttons_change_nothing(workshop: Stage, amira: Human, data: str) -> None:
    workshop.opens()
    before = session(amira).session
    amira.taps(amira.last.message_id, data)
    assert session(amira).session == before
    assert len(amira.chat.toasts) == 1


def test_in_two_workshops_the_questions_name_theirs_and_unclear_words_are_asked_about(
    chat: Chat, workshop: Stage, amira: Human
) -> None:
    other = stage(chat, "Elterncafé")
    other.joins(amira)
    workshop.opens()
    asked = [words(seen.text) for seen in amira.sees()]
    assert "Elterncafé – Frage 1 von 5" in asked[1]
    message = amira.says("Dass alle zu Wort gekommen sind.")
    assert amira.last.text == "Zu welcher Frage gehört das?"
    assert amira.last.labels == [
        ["Netzwerkarbeit, Frage 1"],
        ["Elterncafé, Frage 1"],
        ["Zu keiner, löschen"],
    ]
    amira.edits(message, "Dass wirklich alle zu Wort kamen.")
    amira.presses("Elterncafé, Frage 1")
    assert any(seen.text == "✓ Elterncafé, Frage 1" for seen in amira.sees())
    assert said(amira) == {"bedeutung": "Dass wirklich alle zu Wort kamen."}


def test_words_that_belong_nowhere_are_deleted(chat: Chat, workshop: Stage, amira: Human) -> None:
    stage(chat, "Elterncafé").joins(amira)
    workshop.opens()
    message = amira.says("Hm.")
    amira.presses("Zu keiner, löschen")
    assert amira.last.text == "✓ Gelöscht."
    with chat.begin() as step:
        person = step.work.people.by_chat(ChatId(AMIRA))
        assert person is not None
        assert step.work.unclear.get(person.id, message) is None


def test_a_reply_says_by_itself_which_workshop_is_meant(
    chat: Chat, workshop: Stage, amira: Human
) -> None:
    stage(chat, "Elterncafé").joins(amira)
    workshop.opens()
    amira.says("Zuhören.", reply_to=amira.sees()[0].message_id)
    assert words(amira.last.text).startswith("Notiert. Netzwerkarbeit – Frage 2 von 5")


class TestChoices:
    @pytest.fixture
    def amira(self, chat: Chat) -> Human:
        human = chat.person(AMIRA, "Amira Haddad")
        flow = library_flow(FlowId("netzwerkarbeit"))
        assert flow is not None
        day = flow.days[0]
        options = tuple(
            Option(id=id_, text=Texts({"de": de, "en": id_}))
            for id_, de in (("good", "Gut"), ("fair", "Geht so"), ("bad", "Schlecht"))
        )
        first, second, third, *_ = day.questions
        questions = (
            first.model_copy(update={"kind": Kind.CHOICE, "options": options, "hint": None}),
            second.model_copy(update={"kind": Kind.CHOICES, "options": options, "hint": None}),
            third.model_copy(
                update={
                    "kind": Kind.SCALE,
                    "scale": Scale(
                        lowest=1,
                        highest=5,
                        low=Texts({"de": "gar nicht"}),
                        high=Texts({"de": "sehr"}),
                    ),
                    "optional": False,
                }
            ),
        )
        script = flow.model_copy(
            update={"days": (day.model_copy(update={"questions": questions}), *flow.days[1:])}
        )
        workshop = stage(chat, flow=script)
        workshop.joins(human)
        workshop.opens()
        return human

    def test_one_is_chosen_by_a_tap(self, amira: Human) -> None:
        assert amira.last.labels == [
            ["1 · Gut"],
            ["2 · Geht so"],
            ["3 · Schlecht"],
            ["Überspringen"],
        ]
        amira.presses("2 · Geht so")
        assert said(amira) == {"bedeutung": "fair"}

    @pytest.mark.parametrize("typed", ["2", "Geht so", "geht so", "2 · Geht so"])
    def test_one_is_chosen_by_typing(self, amira: Human, typed: str) -> None:
        amira.says(typed)
        assert said(amira) == {"bedeutung": "fair"}
        assert words(amira.last.text).startswith("Notiert. Frage 2 von 3")

    def test_what_fits_no_choice_is_answered_with_the_choices(self, amira: Human) -> None:
        amira.says("vielleicht")
        assert amira.last.text == (
            "Das finde ich bei den Möglichkeiten zu Frage 1 nicht. "
            "Tippe eine an oder schreib ihre Nummer."
        )
        assert said(amira) == {}

    def test_several_are_ticked_and_stored_at_done(self, amira: Human) -> None:
        amira.presses("1 · Gut")
        amira.presses("1 · Gut")
        amira.presses("3 · Schlecht")
        assert amira.last.labels == [
            ["✓ 1 · Gut"],
            ["2 · Geht so"],
            ["✓ 3 · Schlecht"],
            ["Fertig"],
        ]
        amira.presses("✓ 1 · Gut")
        amira.presses("Fertig")
        assert said(amira) == {"bedeutung": "good", "erfahrungen": "bad"}

    def test_a_scale_says_what_its_ends_mean_and_must_be_answered(self, amira: Human) -> None:
        amira.presses("1 · Gut")
        amira.says("1, 2")
        assert "1 heißt „gar nicht“, 5 heißt „sehr“" in amira.last.text
        assert amira.last.labels == [["1", "2", "3", "4", "5"], ["Zurück"]]
        amira.says("/skip")
        assert amira.last.text == (
            "Frage 3 braucht eine Antwort und lässt sich nicht überspringen."
        )
        amira.says("4")
        assert said(amira)["zukunft"] == "4"

    def test_the_answer_is_shown_in_words(self, amira: Human) -> None:
        amira.presses("2 · Geht so")
        amira.says("/back")
        assert "Deine Antwort: „Geht so“" in amira.last.text
        amira.says("/answers")
        assert "1 Geht so\n" in amira.last.text
