"""Authors decide about each sentence of theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages.joining import VERSION
from bot.service.compiling import compiled
from flows.attribution import Attribution
from flows.consent import LONGEST_SENTENCE, QuoteState
from flows.library import library_flow
from flows.script import Flow
from flows.summary import Quote
from storage.participants import ConsentKind
from tests.bot.arranging import GROUP, Arranged, arrange, at, known
from tests.bot.chatting import Chat, Human
from tests.bot.rights.setting import consents, published
from tests.bot.rights.test_privacy import in_both
from tests.bot.sentences import is_asked, propose, quotes, states

ALLOWED, DECLINED, ASKED = QuoteState.ALLOWED, QuoteState.DECLINED, QuoteState.ASKED
KNOWING = "Sich kennen, bevor man sich braucht."


@pytest.fixture
def amira(workshop: Arranged) -> Human:
    """She has given three answers."""
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    workshop.wakes(at(30, "17:00"))
    amira.says(f"{KNOWING} Ich gehe auf Feste.")
    amira.says("Aus dem Nähprojekt.")
    amira.says("Ein Anruf reicht.")
    return amira


def ask(workshop: Arranged, *words: str) -> None:
    """The day closes, and the facilitator has the authors asked."""
    workshop.wakes(at(30, "21:00"))
    propose(workshop, *words)
    workshop.jonna.says("/summary")
    workshop.jonna.presses("Zitate")
    workshop.jonna.taps(
        workshop.jonna.last.message_id, workshop.jonna.last.buttons[0][0]["callback_data"]
    )


def printed(workshop: Arranged) -> tuple[Quote, ...]:
    here = workshop.workshop
    with workshop.chat.begin() as step:
        return compiled(step.work, here).quotes


def words_and_names(workshop: Arranged) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.by) for quote in printed(workshop)]


def test_she_sees_the_exact_sentence_where_it_stands_and_who_reads_it(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING, "Ein Anruf reicht.")
    assert amira.last.text == (
        "<b>Darf dieser Satz von dir in den Beitrag?</b> (1 von 2)\n"
        f"<blockquote>{KNOWING}</blockquote>\n"
        "Wo: Tag 1, Frage 1\n"
        "Wer liest ihn: Gruppe „Netzwerk Musterviertel“ und alle, denen Beispielhaus e. V., "
        "Musterstadt den Beitrag zeigt, auch im Internet\n"
        "Nur du hast geantwortet. Man erkennt dich vielleicht auch ohne Namen.\n"
        "Ohne deine Antwort erscheint er nicht."
    )
    assert amira.last.labels == [
        ["Ja, als „Amira“"],
        ["Ja, als „Amira Haddad“", "Ja, ohne Namen"],
        ["Satz ändern", "Nicht zitieren"],
    ]
    assert amira.last.button("Ja, als „Amira“")["style"] == "primary"


def test_without_a_group_and_a_host_it_says_who_may_read_it(
    workshop: Arranged, amira: Human
) -> None:
    here = replace(workshop.workshop, host="")
    with workshop.chat.begin() as step:
        step.work.workshops.save(here)
        step.work.destinations.disconnect(GROUP, workshop.id)
    ask(workshop, KNOWING)
    assert (
        "Wer liest ihn: alle, denen das Team der Veranstaltung den Beitrag zeigt, auch im Internet"
    ) in amira.last.text


def test_a_reply_to_something_else_decides_nothing(workshop: Arranged, amira: Human) -> None:
    number = amira.sees()[0].message_id
    ask(workshop, KNOWING)
    amira.says("ja", reply_to=number)
    assert states(workshop) == [ASKED]


def test_after_a_yes_the_message_says_so_and_the_next_sentence_follows(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING, "Ein Anruf reicht.")
    amira.presses("Ja, als „Amira“")
    settled, following = amira.sees()[-2:]
    assert settled.text == f"✓ Erlaubt als „Amira“.\n<blockquote>{KNOWING}</blockquote>"
    assert settled.labels == [["Ändern"]]
    assert following.text.startswith("<b>Darf dieser Satz von dir in den Beitrag?</b> (2 von 2)")
    amira.presses("Ja, ohne Namen")
    assert amira.last.text.startswith("✓ Erlaubt ohne Namen.")
    assert words_and_names(workshop) == [(KNOWING, "Amira"), ("Ein Anruf reicht.", None)]
    given = consents(workshop, amira)[0]
    assert (given.kind, given.version, given.withdrawn_at) == (ConsentKind.QUOTE, VERSION, None)
    assert KNOWING in given.wording
    assert given.wording.endswith("\n\nAls „Amira“")


def test_silence_means_not_quoted(workshop: Arranged, amira: Human) -> None:
    ask(workshop)
    assert (printed(workshop), states(workshop)) == ((), [ASKED] * 3)


def test_a_no_is_a_full_answer_and_can_be_changed(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    amira.presses("Nicht zitieren")
    assert amira.last.text == (
        f"✓ Nicht zitiert. Deine Antwort zählt weiter mit.\n<blockquote>{KNOWING}</blockquote>"
    )
    assert (printed(workshop), states(workshop)) == ((), [DECLINED])
    amira.presses("Doch zitieren")
    amira.presses("Ja, als „Amira Haddad“")
    assert words_and_names(workshop) == [(KNOWING, "Amira Haddad")]


def test_a_yes_can_be_taken_back_and_given_again(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    amira.presses("Ja, als „Amira“")
    workshop.chat.now += timedelta(hours=1)
    amira.presses("Ändern")
    assert is_asked(amira)
    assert states(workshop) == [ALLOWED]
    amira.presses("Nicht zitieren")
    assert amira.last.text == (
        "✓ Der Satz wird nicht mehr zitiert. Deine Antwort zählt weiter mit.\n"
        f"<blockquote>{KNOWING}</blockquote>"
    )
    assert printed(workshop) == ()
    amira.presses("Doch zitieren")
    amira.presses("Ja, ohne Namen")
    assert words_and_names(workshop) == [(KNOWING, None)]
    assert [one.withdrawn_at for one in consents(workshop, amira)] == [workshop.chat.now, None]


def test_pressing_twice_is_harmless(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING, "Ein Anruf reicht.")
    first = amira.last
    for label in ("Ja, als „Amira“", "Ja, als „Amira“"):
        amira.taps(first.message_id, first.button(label)["callback_data"])
    assert [is_asked(amira), len(consents(workshop, amira))] == [True, 1]
    second = amira.last
    for _ in range(2):
        amira.taps(second.message_id, second.button("Nicht zitieren")["callback_data"])
    assert states(workshop) == [ALLOWED, DECLINED]
    assert amira.last.message_id == second.message_id


def test_another_persons_button_does_nothing(workshop: Arranged, amira: Human) -> None:
    leo = workshop.joins("Leo Lind", language="en")
    ask(workshop, KNOWING)
    for row in amira.last.buttons:
        for button in row:
            leo.taps(amira.last.message_id, button["callback_data"])
    assert states(workshop) == [ASKED]
    assert set(workshop.chat.toasts) == {
        "This button no longer does anything. Nothing changes. What you can do: /help"
    }


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("ja", [(KNOWING, "Amira")]),
        ("Ja.", [(KNOWING, "Amira")]),
        ("Ja, als „Amira Haddad“", [(KNOWING, "Amira Haddad")]),
        ('ja, als "Amira Haddad"', [(KNOWING, "Amira Haddad")]),
        ("3", [(KNOWING, None)]),
        ("nein", []),
        ("5", []),
        ("nicht zitieren", []),
    ],
)
def test_typing_works_like_tapping(
    workshop: Arranged, amira: Human, text: str, outcome: list[tuple[str, str | None]]
) -> None:
    ask(workshop, KNOWING)
    asked = amira.last.message_id
    amira.says(text)
    assert words_and_names(workshop) == outcome
    assert states(workshop) == [ALLOWED if outcome else DECLINED]
    assert amira.last.message_id != asked
    assert amira.sees()[-2].labels == []


def test_a_number_that_no_button_has_and_other_words_are_asked_about_again(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    for text in ("9", "Vielleicht"):
        before = len(amira.sees())
        amira.says(text)
        assert len(amira.sees()) == before + 1
        assert amira.last.text.startswith(
            "Das habe ich nicht gespeichert. Tippe auf einen Knopf, oder schreib ja, nein oder "
            "die Nummer des Knopfes.\n\n<b>Darf dieser Satz"
        )
    assert states(workshop) == [ASKED]
    her = workshop.person(amira).id
    with workshop.chat.begin() as step:
        (stored,) = step.work.sessions.of_person(her)
    assert stored.session.late == ()
    amira.says("ja")
    assert states(workshop) == [ALLOWED]


def test_while_a_question_of_a_round_waits_a_yes_is_its_answer(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    asked = amira.last.message_id
    workshop.wakes(at(31, "15:30"))
    amira.says("Wohnungssuche.")
    amira.says("Ja.")
    assert states(workshop) == [ASKED]
    with workshop.chat.begin() as step:
        assert step.work.summaries.answers(workshop.id)[-1].text == "Ja."
    amira.says("Ja.", reply_to=asked)
    assert states(workshop) == [ALLOWED]
    with workshop.chat.begin() as step:
        assert len(step.work.summaries.answers(workshop.id)) == 5


def test_next_shows_the_sentence_that_waits(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    amira.says("/help")
    amira.says("/next")
    assert is_asked(amira)


def test_she_can_write_the_sentence_herself(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    amira.presses("Satz ändern")
    assert amira.last.text == (
        "Schreib den Satz so, wie er erscheinen soll. Deine Antwort selbst bleibt, wie sie ist.\n"
        f"<blockquote>{KNOWING}</blockquote>"
    )
    assert amira.last.labels == [["Abbrechen"]]
    amira.says("  Kennenlernen kommt vor dem   Brauchen. ")
    assert "<blockquote>Kennenlernen kommt vor dem Brauchen.</blockquote>" in amira.last.text
    assert (is_asked(amira), printed(workshop)) == (True, ())
    workshop.jonna.presses("Sätze ansehen")
    assert "Kennenlernen kommt vor dem Brauchen." in workshop.jonna.last.text
    assert KNOWING not in workshop.jonna.last.text
    amira.presses("Ja, als „Amira“")
    assert words_and_names(workshop) == [("Kennenlernen kommt vor dem Brauchen.", "Amira")]
    with workshop.chat.begin() as step:
        first = step.work.summaries.answers(workshop.id)[0]
    assert first.text == f"{KNOWING} Ich gehe auf Feste."


def test_who_thinks_better_of_writing_decides_about_the_sentence_as_it_is(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Satz ändern")
    amira.presses("Abbrechen")
    assert is_asked(amira)
    amira.says("Doch nicht.")
    assert quotes(workshop)[0].words == KNOWING


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Eins.\nZwei.", "Das sind mehrere Absätze, Platz ist für einen."),
        ("x" * (LONGEST_SENTENCE + 1), "Das sind 401 Zeichen, Platz ist für 400."),
        ("   ", "Darin steht nichts."),
    ],
)
def test_what_cannot_stand_in_the_post_is_asked_for_again(
    workshop: Arranged, amira: Human, typed: str, why: str
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Satz ändern")
    amira.says(typed)
    assert amira.last.text == (
        f"{why} Der Satz ist noch wie vorher. "
        "Schreib ihn noch einmal, zum Beispiel: Ein Anruf reicht."
    )
    amira.says("Ein Anruf reicht.")
    assert quotes(workshop)[0].words == "Ein Anruf reicht."


def test_another_wording_of_an_allowed_sentence_needs_another_yes(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Ja, als „Amira“")
    published(workshop)
    amira.presses("Ändern")
    amira.presses("Satz ändern")
    amira.says("Kennenlernen zuerst.")
    assert (printed(workshop), states(workshop)) == ((), [ASKED])
    workshop.attends()
    assert workshop.jonna.last.text.startswith("<b>1 Zitat wurde zurückgezogen.</b>")
    assert consents(workshop, amira)[0].withdrawn_at == workshop.chat.now


def test_a_button_under_other_words_allows_nothing(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    old = amira.last
    propose(workshop, "Ich gehe auf Feste.")
    for label in ("Ja, als „Amira“", "Satz ändern"):
        amira.taps(old.message_id, old.button(label)["callback_data"])
    assert amira.sees()[-1].text == (
        "Dieser Satz soll nicht mehr in den Beitrag. Du musst nichts entscheiden."
    )
    workshop.chat.now += timedelta(minutes=5)
    ask(workshop, "Ich gehe auf Feste.")
    for label in ("Ja, als „Amira“", "Satz ändern"):
        amira.taps(old.message_id, old.button(label)["callback_data"])
        shown = next(seen for seen in amira.sees() if seen.message_id == old.message_id)
        assert shown.text.startswith(
            "Der Satz lautet inzwischen anders. Deshalb hat sich noch nichts geändert.\n\n"
            "<b>Darf dieser Satz von dir in den Beitrag?</b>\n"
            "<blockquote>Ich gehe auf Feste.</blockquote>"
        )
    assert states(workshop) == [ASKED]


def test_a_name_is_printed_as_it_was_allowed(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    amira.presses("Ja, als „Amira Haddad“")
    renamed = replace(workshop.person(amira), name="xX Amira Xx")
    with workshop.chat.begin() as step:
        step.work.people.save(renamed)
    assert words_and_names(workshop) == [(KNOWING, "Amira Haddad")]


def test_another_name_after_publishing_is_a_change_of_the_post(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Ja, als „Amira Haddad“")
    published(workshop)
    amira.presses("Ändern")
    amira.presses("Ja, ohne Namen")
    workshop.attends()
    assert workshop.jonna.last.text.startswith("<b>1 Zitat wurde zurückgezogen.</b>")
    assert words_and_names(workshop) == [(KNOWING, None)]


def test_after_publishing_a_no_says_what_happens_to_the_post(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Ja, als „Amira“")
    published(workshop)
    amira.presses("Ändern")
    amira.presses("Nicht zitieren")
    assert (
        "Der Beitrag ist schon veröffentlicht. Der Satz verschwindet dort innerhalb einer Minute."
    ) in amira.last.text
    assert "Amira" not in workshop.jonna.last.text


def test_after_publishing_a_yes_says_when_it_goes_in_and_a_no_only_what_is_there(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    published(workshop)
    amira.presses("Ja, als „Amira“")
    assert amira.last.text == (
        "✓ Erlaubt als „Amira“.\n"
        "Der Beitrag ist schon veröffentlicht. Der Satz kommt dazu, wenn die Moderation den "
        "Beitrag noch einmal veröffentlicht.\n"
        f"<blockquote>{KNOWING}</blockquote>"
    )
    amira.presses("Ändern")
    amira.presses("Nicht zitieren")
    assert amira.last.text == (
        "✓ Der Satz wird nicht mehr zitiert. Deine Antwort zählt weiter mit.\n"
        f"<blockquote>{KNOWING}</blockquote>"
    )


def test_a_confirmed_theme_is_named(workshop: Arranged, amira: Human) -> None:
    jonna, now = workshop.person(workshop.jonna), workshop.chat.now
    with workshop.chat.begin() as step:
        themes, first = step.work.themes, step.work.summaries.answers(workshop.id)[0]
        for label in ("Vertrauen", "Offen"):
            themes.add(workshop.id, first.question, label, (first.answer_id,), None, now)
        trust = themes.of(workshop.id)[0]
        themes.save(workshop.id, replace(trust, confirmed_at=now), "confirmed", jonna.id, now)
    ask(workshop, KNOWING)
    assert "Wo: Tag 1, Frage 1, beim Thema „Vertrauen“" in amira.last.text


def test_a_closing_sentence_stands_beside_the_one_it_grew_from(chat: Chat) -> None:
    workshop = arrange(chat, flow=recalling())
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    workshop.wakes(at(30, "17:00"))
    amira.says(KNOWING)
    amira.says("Ein Anruf reicht.")
    ask(workshop, "Ein Anruf reicht.")
    assert "Er steht neben" not in amira.last.text
    ask(workshop)
    amira.says("/answers")
    amira.presses("Frage 2")
    amira.presses("Entscheiden")
    assert (
        "Er steht neben deinem Satz von Tag 1, Frage 1, wenn du auch den erlaubst."
    ) in amira.last.text
    amira.says("/answers")
    for label in ("Frage 1", "Entscheiden", "Ja, als „Amira“"):
        amira.presses(label)
    amira.says("/next")
    assert "Er steht neben deinem Satz von Tag 1, Frage 1.\n" in amira.last.text
    amira.presses("Ja, als „Amira“")
    assert [(q.text, q.before.text if q.before else None) for q in printed(workshop)] == [
        (KNOWING, None),
        ("Ein Anruf reicht.", KNOWING),
    ]


def recalling() -> Flow:
    """One day with two questions, the second of which recalls the first."""
    flow = known(library_flow("netzwerkarbeit"))
    first, second, *_ = flow.days[0].questions
    asked = (first, second.model_copy(update={"recall": first.id}))
    day = flow.days[0].model_copy(update={"questions": asked})
    return flow.model_copy(update={"days": (day,)})


def test_who_takes_part_in_two_workshops_is_told_which(workshop: Arranged) -> None:
    leo = in_both(workshop)
    workshop.wakes(at(30, "17:00"))
    leo.says("Mostly listening.")
    ask(workshop)
    assert leo.last.text.startswith(
        "<b>Netzwerkarbeit</b>\n<b>May this sentence of yours go into the post?</b>"
    )


def test_an_edited_answer_that_says_it_no_more_is_not_quoted(
    workshop: Arranged, amira: Human
) -> None:
    number = amira.says("Im Netzwerk rufe ich an.")
    propose(workshop, "rufe ich an")
    workshop.jonna.says("/summary")
    workshop.jonna.presses("Zitate")
    workshop.jonna.presses("Jetzt 1 Person fragen")
    amira.presses("Ja, als „Amira“")
    published(workshop)
    amira.edits(number, "Im Netzwerk rufe ich an, oft.")
    assert words_and_names(workshop) == [("rufe ich an", "Amira")]
    amira.edits(number, "Im Netzwerk schreibe ich.")
    assert (printed(workshop), quotes(workshop)) == ((), [])
    assert amira.last.text == (
        "Der Satz, den du erlaubt hattest, steht nicht mehr in deiner Antwort. "
        "Er wird nicht zitiert."
    )
    workshop.attends()
    assert workshop.jonna.last.text.startswith("<b>1 Zitat wurde zurückgezogen.</b>")


def test_with_a_deleted_answer_its_sentence_and_the_yes_to_it_go(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Ja, als „Amira“")
    published(workshop)
    amira.says("/answers")
    amira.presses("Frage 1")
    amira.presses("Löschen")
    assert (quotes(workshop), consents(workshop, amira)) == ([], [])
    workshop.attends()
    assert workshop.jonna.last.text.startswith("<b>1 Zitat wurde zurückgezogen.</b>")


def test_own_answers_say_how_they_are_quoted(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING, "Ein Anruf reicht.")

    def shown(number: int) -> tuple[str, list[str]]:
        amira.says("/answers")
        amira.presses(f"Frage {number}")
        return amira.last.text.splitlines()[-1], amira.last.labels[0]

    waits = f"Soll in den Beitrag, wenn du es erlaubst: „{KNOWING}“"
    assert shown(1) == (waits, ["Entscheiden", "Nicht zitieren"])
    amira.presses("Entscheiden")
    amira.presses("Ja, als „Amira“")
    assert shown(1) == (f"Im Beitrag zitiert als „Amira“: „{KNOWING}“", ["Nicht zitieren"])
    amira.presses("Nicht zitieren")
    assert shown(1) == (f"Im Beitrag nicht zitiert: „{KNOWING}“", ["Doch zitieren"])
    amira.presses("Doch zitieren")
    amira.presses("Ja, ohne Namen")
    assert shown(1) == (f"Im Beitrag zitiert ohne Namen: „{KNOWING}“", ["Nicht zitieren"])
    assert shown(2)[1] == ["Löschen"]


def test_privacy_counts_the_decisions_and_takes_all_back(workshop: Arranged, amira: Human) -> None:
    ask(workshop)
    amira.presses("Ja, als „Amira“")
    amira.presses("Nicht zitieren")
    amira.says("/privacy")
    assert amira.last.text.splitlines()[-2:] == [
        "<b>Zitieren:</b> Als „Amira“",
        "<b>Sätze für den Beitrag:</b> 1 erlaubt, 1 nicht zu zitieren, 1 ohne deine Antwort. "
        "Ansehen und ändern: /answers",
    ]
    amira.presses("Zitieren ändern")
    amira.presses("Nicht zitieren")
    assert (printed(workshop), states(workshop)) == ((), [DECLINED])
    assert consents(workshop, amira)[0].withdrawn_at == workshop.chat.now


def test_who_is_quoted_nowhere_cannot_allow_by_an_old_button(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Nicht zitieren")
    amira.says("/privacy")
    amira.presses("Zitieren ändern")
    amira.presses("Nicht zitieren")
    amira.presses("Doch zitieren")
    assert any("Du hast gewählt, nicht zitiert zu werden." in one.text for one in amira.sees())
    assert states(workshop) == [DECLINED]


@pytest.mark.parametrize("data", ["cite:x", "cite:{}:{}:loudly", "citeask:x", "citeword:x:y"])
def test_buttons_that_mean_nothing_change_nothing(
    workshop: Arranged, amira: Human, data: str
) -> None:
    ask(workshop, KNOWING)
    quote, _, _ = amira.last.buttons[0][0]["callback_data"].removeprefix("cite:").partition(":")
    marked = amira.last.buttons[0][0]["callback_data"].split(":")[2]
    amira.taps(amira.last.message_id, data.format(quote, marked))
    assert states(workshop) == [ASKED]
    assert workshop.chat.toasts == [
        "Dieser Knopf gilt nicht mehr. Es ändert sich nichts. Was geht: /help"
    ]


def test_what_facilitators_do_not_want_any_more_leaves_a_form_alone(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Satz ändern")
    with workshop.chat.begin() as step:
        step.work.quotes.drop(step.work.quotes.of(workshop.id)[0].answer_id)
    amira.says("Kennenlernen zuerst.")
    assert amira.last.text == (
        "Dieser Satz soll nicht mehr in den Beitrag. Du musst nichts entscheiden."
    )
    amira.says("Und jetzt?")
    assert quotes(workshop) == []
