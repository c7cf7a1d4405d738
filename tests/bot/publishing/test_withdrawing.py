"""What people take back leaves posts, files, copies and everything that is stored."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.service import erasing, publishing, withdrawing
from bot.service.ports import PerhapsSent, Reason, Rejected, Unreachable
from flows.summary import Mention, Theme
from storage.posts import PostState
from storage.summaries import Draft
from tests.bot.arranging import GROUP
from tests.bot.chatting import Human
from tests.bot.publishing.conftest import Unsteady
from tests.bot.publishing.out import AMIRA, LEO, Out, allowed, out

CHANGED = (
    "<b>2 Zitate wurden zurückgezogen.</b> Der Beitrag ist schon geändert, die Dateien sind neu."
)
ELSEWHERE = "Wo ich den Beitrag nicht ändern kann, bitte ich die Moderation, sich darum zu kümmern."


@pytest.fixture
def post(chat: Unsteady) -> Out:
    """It is out."""
    found = out(chat)
    found.publish()
    found.workshop.attends()
    return found


def forget(post: Out) -> None:
    post.leo.says("/forgetme")
    post.leo.presses("Delete everything")


def test_who_is_erased_is_in_no_form_of_the_post_and_in_no_table(post: Out) -> None:
    numbers = [seen.message_id for seen in post.group]
    assert LEO.encode() in post.everything()

    forget(post)
    assert post.leo.last.text.startswith("<b>Delete everything?</b>")
    post.workshop.attends()

    everything = post.everything()
    for canary in (LEO, "Another one.", "Leo", "Lind", str(post.leo.id)):
        assert canary.encode() not in everything
    assert AMIRA in post.group[1].text
    assert [seen.message_id for seen in post.group] == numbers
    assert "2 Personen waren dabei, 2 haben geantwortet." in post.group[1].text
    assert post.leo.last.text.startswith("Deleted. Your 2 quotes are no longer in the post")
    assert post.post.state is PostState.OUT


def test_facilitators_hear_where_something_is_gone_and_organisers_what_to_take_out(
    post: Out,
) -> None:
    forget(post)
    post.workshop.attends()

    told = post.workshop.jonna.last
    assert told.text == (
        f"{CHANGED}\n"
        "Tag 1, Frage 1: ein Zitat weniger\n"
        "Tag 1, Frage 2: ein Zitat weniger\n"
        "Die Zahlen sind neu gerechnet.\n"
        "Ihr müsst nichts tun."
    )
    assert told.labels == [["Beitrag öffnen", "Anderes Zitat wählen"]]
    asked = next(seen for seen in post.renate.sees() if "Kopien" in seen.text)
    assert asked.text == (
        "<b>Bitte nimm 2 Zitate aus euren Kopien,</b> zum Beispiel von der Website. "
        "Die Person hat sie zurückgezogen.\n"
        "Tag 1, Frage 1: das zweite Zitat (Nummer 2 in der alten Datei)\n"
        "Tag 1, Frage 2: das zweite Zitat (Nummer 5 in der alten Datei)\n"
        "Die Zahlen sind neu gerechnet.\n"
        "Am einfachsten: Ersetze die alte Fassung durch die neuen Dateien hier. "
        "Der Beitrag selbst ist schon geändert."
    )
    assert asked.labels == [["Erledigt"], ["Ich brauche Hilfe"]]
    assert [seen.files for seen in post.renate.sees()[-5:]] == [
        (f"netzwerkarbeit{ending}",)
        for ending in (".html", ".pdf", ".docx", ".md", "-fragment.html")
    ]


def test_files_that_were_sent_once_more_lose_it_too(post: Out) -> None:
    post.workshop.jonna.presses("Dateien")
    post.workshop.attends()
    assert post.chat.toasts == ["✓ Die Dateien kommen gleich."]
    assert LEO.encode() in b"".join(c for s in post.workshop.jonna.sees() for c in s.contents)

    forget(post)
    post.workshop.attends()

    contents = [content for seen in post.workshop.jonna.sees() for content in seen.contents]
    assert len(contents) == 5
    assert LEO.encode() not in b"".join(contents)


def test_who_does_not_want_to_be_quoted_any_more_still_counts(post: Out) -> None:
    post.leo.says("/privacy")
    post.leo.presses("Change quoting")
    post.leo.presses("Do not quote")
    post.workshop.attends()

    assert post.leo.last.text == (
        "✓ Do not quote. Change: /privacy\n"
        "The post is already out. Your 2 sentences leave it within a minute. Where I cannot "
        "change the post, I ask the facilitators to take care of it."
    )
    assert LEO not in post.group[1].text
    assert "3 Antworten." in post.group[1].text
    assert "Die Zahlen" not in post.workshop.jonna.last.text


def test_who_leaves_reads_what_becomes_of_the_post(post: Out) -> None:
    post.dilan.says("/leave")
    assert post.dilan.last.text.endswith(
        "\nDer Beitrag ist schon veröffentlicht. Dein Satz verschwindet dort innerhalb einer "
        f"Minute. {ELSEWHERE}"
    )
    post.workshop.attends()
    assert "Zuhören." not in post.group[1].text


def deletes(human: Human, question: int) -> str:
    """Somebody deletes an answer under /answers; what the receipt says of the post."""
    human.says("/answers")
    human.presses(f"Frage {question}")
    human.presses("Löschen")
    text = human.last.text
    receipt, _, posted = text.partition("\n")
    assert receipt == f"Deine Antwort auf Frage {question} ist gelöscht, mit allen Fassungen."
    return posted


def test_who_deletes_an_answer_that_is_quoted_reads_what_becomes_of_the_post(post: Out) -> None:
    assert deletes(post.amira, 2) == (
        "Der Beitrag ist schon veröffentlicht. Dein Satz verschwindet dort innerhalb einer "
        f"Minute, und die Zahlen werden neu gerechnet. {ELSEWHERE}"
    )
    post.workshop.attends()
    assert "Noch eine." not in post.group[1].text


def test_who_deletes_an_answer_that_is_only_counted_reads_that_numbers_change(
    chat: Unsteady,
) -> None:
    post = out(chat)
    post.dilan.says("Nur gezählt.")
    post.publish()
    post.workshop.attends()
    assert "3 Antworten.\n" in post.group[1].text.split("Frage 2")[-1]

    assert deletes(post.dilan, 2) == (
        "Der Beitrag ist schon veröffentlicht. Was du gelöscht hast, wird dort nicht zitiert; die "
        f"Zahlen werden innerhalb einer Minute neu gerechnet. {ELSEWHERE}"
    )


def test_who_deletes_an_answer_that_came_later_reads_that_it_is_not_in_the_post(post: Out) -> None:
    post.dilan.says("Später gesagt.")
    assert deletes(post.dilan, 2) == (
        "Der Beitrag ist schon veröffentlicht. Von dem, was du gelöscht hast, steht nichts darin."
    )
    assert post.post.state is PostState.OUT


def test_before_a_post_is_out_a_deleted_answer_says_nothing_of_one(chat: Unsteady) -> None:
    post = out(chat)
    assert deletes(post.dilan, 1) == ""
    post.publish()
    assert deletes(post.amira, 1) == ""


def test_where_the_post_cannot_be_changed_facilitators_are_asked_as_the_receipt_says(
    post: Out, chat: Unsteady
) -> None:
    chat.fates[GROUP] = Unreachable(Reason.KICKED)
    assert deletes(post.dilan, 1).endswith(ELSEWHERE)
    post.workshop.attends()
    assert "Dort kann ich den Beitrag nicht ändern." in post.workshop.jonna.last.text


def test_who_deletes_all_answers_after_leaving_reads_what_becomes_of_the_post(post: Out) -> None:
    post.amira.says("/leave")
    post.amira.presses("Antworten löschen")
    post.amira.presses("2 Antworten löschen")
    assert post.amira.last.text == (
        "Gelöscht: deine Antworten und Einwilligungen in <b>Netzwerkarbeit</b>. Du machst dort "
        "nicht mehr mit.\n"
        "Der Beitrag ist schon veröffentlicht. Was du gelöscht hast, wird dort nicht zitiert; die "
        f"Zahlen werden innerhalb einer Minute neu gerechnet. {ELSEWHERE}"
    )
    post.workshop.attends()
    assert "2 Personen waren dabei, 2 haben geantwortet." in post.group[1].text


def test_one_quote_alone_can_leave(post: Out) -> None:
    first, _ = post.answers_of(post.amira)
    with post.chat.begin() as step:
        workshop = step.work.workshops.get(post.workshop.id)
        assert withdrawing.withdrawn(step, workshop, [first]) == 1
        assert withdrawing.withdrawn(step, workshop, [first]) == 0
    post.workshop.attends()

    assert AMIRA not in post.group[1].text
    assert "Noch eine." in post.group[1].text


def test_an_edit_that_keeps_the_words_changes_nothing(post: Out) -> None:
    post.amira.edits(post.said, f"{AMIRA} singt. Und wie.")
    assert post.post.state is PostState.OUT


def test_words_that_were_edited_away_leave_the_post(post: Out) -> None:
    post.amira.edits(post.said, "Etwas anderes.")
    post.workshop.attends()

    assert AMIRA not in post.group[1].text
    assert "3 Antworten." in post.group[1].text
    with post.chat.begin() as step:
        newest = step.work.posts.newest(post.workshop.id)
    assert newest is not None
    assert AMIRA not in str(newest.summary)


def test_an_answer_that_is_taken_back_does_not_count(post: Out) -> None:
    person = post.workshop.person(post.dilan)
    with post.chat.begin() as step:
        (stored,) = step.work.sessions.of_person(person.id)
    post.dilan.taps(post.dilan.last.message_id, f"withdraw:{stored.session.id}:1")
    post.workshop.attends()

    assert "3 Personen waren dabei, 2 haben geantwortet." in post.group[1].text
    assert "Zuhören." not in post.group[1].text


def test_what_is_taken_back_before_it_left_is_never_sent_and_nobody_hears_of_it(
    chat: Unsteady,
) -> None:
    post = out(chat)
    post.publish()
    forget(post)
    post.workshop.attends()

    assert LEO.encode() not in post.everything()
    assert len(post.group) == 2
    assert not any("zurückgezogen" in seen.text for seen in post.workshop.jonna.sees())
    assert post.leo.last.text.startswith("Deleted. You will get no more messages from me.")


def test_what_waits_to_be_sent_is_held_back_and_sent_as_it_may_be(chat: Unsteady) -> None:
    post = out(chat)
    post.publish()
    chat.held = True
    post.workshop.attends()
    assert post.group == []
    leo = post.workshop.person(post.leo)

    with chat.begin() as step:
        erasing.erase(step, leo, None)
    assert LEO.encode() not in post.everything()
    chat.held = False
    post.workshop.attends()

    assert [LEO in seen.text for seen in post.group] == [False, False]
    assert LEO.encode() not in post.everything()
    assert any("Veröffentlicht um" in seen.text for seen in post.workshop.jonna.sees())


def test_every_version_in_the_group_is_changed_and_people_hear_of_it_once(post: Out) -> None:
    post.chat.now += timedelta(minutes=5)
    post.workshop.jonna.says("/publish")
    post.workshop.jonna.presses("Noch einmal veröffentlichen")
    post.workshop.attends()
    assert len(post.group) == 4

    forget(post)
    post.workshop.attends()

    assert LEO.encode() not in post.everything()
    told = [seen for seen in post.workshop.jonna.sees() if "zurückgezogen" in seen.text]
    assert len(told) == 1
    assert post.leo.last.text.startswith("Deleted. Your 2 quotes are no longer")


def test_a_second_withdrawal_is_numbered_as_in_the_newest_files(post: Out) -> None:
    forget(post)
    post.workshop.attends()
    post.amira.edits(post.said, "Etwas anderes.")
    post.workshop.attends()

    asked = [seen.text for seen in post.renate.sees() if "aus euren Kopien" in seen.text][-1]
    assert "Tag 1, Frage 1: das erste Zitat (Nummer 1 in der alten Datei)" in asked
    assert AMIRA.encode() not in b"".join(c for s in post.group for c in s.contents)


def test_a_post_that_ends_in_fewer_messages_leaves_none_behind(chat: Unsteady) -> None:
    post = long_post(chat)
    assert len(post.group) == 3

    forget(post)
    post.workshop.attends()

    assert len(post.group) == 2


def test_where_a_message_too_much_cannot_be_deleted_a_line_takes_its_place(
    chat: Unsteady,
) -> None:
    post = long_post(chat)
    chat.refused["deleteMessage"] = Rejected("Bad Request: message can't be deleted for everyone")

    forget(post)
    post.workshop.attends()

    assert post.group[2].text == "Der Beitrag ist kürzer geworden, er endet weiter oben."
    assert LEO.encode() not in post.everything()
    assert "Ihr müsst nichts tun." in post.workshop.jonna.last.text


def long_post(chat: Unsteady) -> Out:
    """It has two messages only because of what Leo says."""
    post = out(chat)
    post.leo.says(" ".join([f"{LEO} sings and sings and sings."] * 120))
    allowed(post.workshop, post.leo)
    post.publish()
    post.workshop.attends()
    return post


@pytest.mark.parametrize(
    ("fate", "line", "goodbye"),
    [
        (
            Unreachable(Reason.KICKED),
            "Dort kann ich den Beitrag nicht ändern. Bitte lösch ihn dort von Hand",
            "Deleted. With me there is nothing of you any more.",
        ),
        (
            Rejected("Bad Request: message to edit not found"),
            "Dort steht der Beitrag nicht mehr.",
            "Deleted. Your 2 quotes are no longer in the post",
        ),
    ],
)
def test_where_the_post_cannot_be_changed_facilitators_hear_what_to_do(
    post: Out, chat: Unsteady, fate: Unreachable | Rejected, line: str, goodbye: str
) -> None:
    chat.fates[GROUP] = fate

    forget(post)
    post.workshop.attends()

    told = post.workshop.jonna.last.text
    assert f"Gruppe „Netzwerk Musterviertel“: {line}" in told
    assert ("Ihr müsst nichts tun." in told) is isinstance(fate, Rejected)
    asked = next(seen.text for seen in post.renate.sees() if "aus euren Kopien" in seen.text)
    itself = "ist schon geändert." if isinstance(fate, Rejected) else "ließ sich nicht überall"
    assert f"Der Beitrag selbst {itself}" in asked
    assert post.leo.last.text.startswith(goodbye)


def test_a_post_of_which_nobody_knows_whether_it_is_there_is_looked_for(chat: Unsteady) -> None:
    post = out(chat)
    chat.fates[GROUP] = PerhapsSent("TimedOut")
    post.publish()
    post.workshop.attends()
    chat.fates.clear()

    forget(post)
    post.workshop.attends()

    assert "Ich weiß nicht, ob der Beitrag dort steht." in post.workshop.jonna.last.text
    assert post.leo.last.text.startswith("Deleted. With me there is nothing of you any more.")


def test_the_goodbye_comes_in_any_case_and_says_how_it_is(post: Out) -> None:
    forget(post)
    assert post.leo.last.text.startswith("<b>Delete everything?</b>")

    post.chat.now += timedelta(minutes=5)
    with post.chat.begin():
        pass

    assert post.leo.last.text.startswith("Deleted. With me there is nothing of you any more.")
    assert str(post.leo.id).encode() not in post.everything()


def test_a_theme_whose_name_held_a_word_of_theirs_is_taken_apart(post: Out) -> None:
    (amira, _), (leo, _), (dilan,) = map(post.answers_of, (post.amira, post.leo, post.dilan))
    summary = post.post.summary
    first, *others = summary.days[0].questions
    themes = (
        Theme(f"{LEO} und Lieder", (amira, leo), confirmed=True),
        Theme("Zuhören", (dilan,), confirmed=True),
    )
    question = replace(first, themes=themes, voices=())
    day = replace(summary.days[0], questions=(question, *others))
    post.says_instead(replace(summary, days=(day, *summary.days[1:])))

    forget(post)
    post.workshop.attends()

    left = post.post.summary.days[0].questions[0]
    assert [theme.label for theme in left.themes] == ["Zuhören"]
    assert left.voices == (amira,)
    assert "Tag 1, Frage 1: Ein Thema ist weg" in post.workshop.jonna.last.text
    assert LEO.encode() not in post.everything()


def test_words_that_only_who_is_not_to_be_quoted_used_leave_a_post_that_is_out(post: Out) -> None:
    (amira, _), (leo, _), (dilan,) = map(post.answers_of, (post.amira, post.leo, post.dilan))
    summary = post.post.summary
    first, *others = summary.days[0].questions
    question = replace(
        first,
        themes=(Theme(f"{LEO} und Lieder", (amira, leo), confirmed=True),),
        mentions=(Mention("sing", (amira, leo)), Mention(LEO, (leo, dilan))),
    )
    day = replace(summary.days[0], questions=(question, *others))
    post.says_instead(replace(summary, days=(day, *summary.days[1:])))

    post.leo.says("/privacy")
    post.leo.presses("Change quoting")
    post.leo.presses("Do not quote")
    post.workshop.attends()

    left = post.post.summary.days[0].questions[0]
    assert (left.themes, left.mentions) == ((), (Mention("sing", (amira, leo)),))
    assert post.group[0].text == (
        "<b>Netzwerkarbeit</b>\n"
        "Workshop am 30. und 31.\u00a0Januar 2027, Beispielhaus e.\u00a0V., Musterstadt\n"
        "3 Personen waren dabei, 3 haben geantwortet.\n"
        "Die Zahlen sind Personen.\n"
        "Tag 1, Frage 1 · „sing“: 2"
    )
    assert "Tag 1, Frage 1: Ein Thema ist weg" in post.workshop.jonna.last.text


def test_a_name_that_a_facilitator_gave_a_theme_stays(post: Out) -> None:
    leo, by = post.answers_of(post.leo)[0], post.workshop.person(post.workshop.jonna).id
    amira = post.answers_of(post.amira)[0]
    summary = post.post.summary
    first, *others = summary.days[0].questions
    label = "Another sings"
    question = replace(first, themes=(Theme(label, (amira, leo), confirmed=True),), voices=None)
    day = replace(summary.days[0], questions=(question, *others))
    post.says_instead(replace(summary, days=(day, *summary.days[1:])))
    with post.chat.begin() as step:
        work, workshop, now = step.work, post.workshop.id, post.chat.now
        number = work.themes.add(workshop, first.question.id, "…", (amira, leo), None, now)
        theme = next(one for one in work.themes.of(workshop) if one.id == number)
        typed = replace(theme, label=label, label_typed=True)
        work.themes.save(workshop, typed, "renamed", by, now)

    forget(post)
    post.workshop.attends()

    assert [one.label for one in post.post.summary.days[0].questions[0].themes] == [label]


def test_an_organiser_says_when_copies_are_changed_and_is_reminded_once_otherwise(
    post: Out,
) -> None:
    forget(post)
    post.workshop.attends()
    asked = next(seen for seen in post.renate.sees() if "aus euren Kopien" in seen.text)
    post.chat.now += timedelta(days=3)
    with post.chat.begin():
        pass
    assert post.renate.last.text == (
        "Hast du die zurückgezogenen Stellen des Beitrags zu <b>Netzwerkarbeit</b> aus euren "
        "Kopien genommen? Weiter oben steht, welche es sind."
    )

    post.renate.presses("Ich brauche Hilfe")
    assert post.workshop.jonna.last.text.startswith("Renate Probe braucht Hilfe,")
    post.renate.taps(asked.message_id, asked.button("Erledigt")["callback_data"])
    done = next(seen for seen in post.renate.sees() if seen.message_id == asked.message_id)
    assert done.text == "✓ Erledigt am Di 02.02., 19:00 Uhr."


def test_who_has_changed_the_copies_is_not_reminded(post: Out) -> None:
    forget(post)
    post.workshop.attends()
    post.renate.presses("Erledigt")
    seen = len(post.renate.sees())
    post.chat.now += timedelta(days=4)
    with post.chat.begin():
        pass
    assert len(post.renate.sees()) == seen


def test_only_an_organiser_can_press_an_organisers_buttons(post: Out) -> None:
    number = post.dilan.last.message_id
    for data in ("orgfiles", "takedone", "takehelp"):
        post.dilan.taps(number, f"{data}:{post.workshop.id}:1:1")
        post.dilan.taps(number, f"{data}:x")
    stale = "Dieser Knopf gilt nicht mehr."
    assert [toast[: len(stale)] for toast in post.chat.toasts] == [stale] * 6


def test_organisers_get_the_files_again(post: Out) -> None:
    before = len(post.renate.sees())
    post.renate.presses("Dateien noch einmal")
    post.renate.presses("Dateien noch einmal")
    post.workshop.attends()
    assert len(post.renate.sees()) == before + 5


def test_without_files_the_post_goes_out_and_facilitators_can_ask_for_them_later(
    chat: Unsteady,
) -> None:
    post = out(chat)
    post.publish()
    post.workshop.attends(unprinted=True)

    assert [seen.files for seen in (*post.group, *post.renate.sees())] == [(), ()]
    assert "Renate Probe: Beitrag geschickt" in str(post.workshop.jonna.sees())
    missing = next(seen for seen in post.workshop.jonna.sees() if "ohne sie" in seen.text)
    assert missing.labels == [["Dateien"]]
    post.workshop.jonna.presses("Dateien")
    post.workshop.attends(unprinted=True)
    assert post.workshop.jonna.last.text == (
        "Die Dateien konnte ich nicht machen. Bitte versuch es später noch einmal."
    )
    post.workshop.jonna.presses("Dateien")
    post.workshop.attends()
    assert post.workshop.jonna.last.files == ("netzwerkarbeit-fragment.html",)


def test_files_that_cannot_be_made_anew_are_deleted_where_they_stand(post: Out) -> None:
    forget(post)
    post.workshop.attends(unprinted=True)

    assert LEO.encode() not in post.everything()
    assert [seen.files for seen in post.group] == [()]
    asked = next(seen for seen in post.renate.sees() if "aus euren Kopien" in seen.text)
    assert "Die neuen Dateien konnte ich noch nicht machen." in asked.text
    assert asked.labels == [["Erledigt"], ["Ich brauche Hilfe", "Dateien noch einmal"]]


def test_in_a_workshop_that_is_deleted_nothing_is_left_to_do(chat: Unsteady) -> None:
    post = out(chat)
    post.publish()
    with chat.begin() as step:
        step.work.workshops.delete(post.workshop.id)
        assert step.work.posts.unfinished() == ()


def test_a_restored_database_loses_what_was_taken_back_and_tells_nobody(post: Out) -> None:
    post.workshop.jonna.presses("Dateien")
    leo, dilan = map(post.workshop.participant, (post.leo, post.dilan))
    with post.chat.begin() as step:
        workshop = step.work.workshops.get(post.workshop.id)
        step.work.participants.remove(leo.id)
        withdrawing.withdrawn_before(step, workshop, {dilan.id})
    assert post.post.state is PostState.CHANGED
    heard = len(post.workshop.jonna.sees())
    post.workshop.attends()

    assert LEO not in post.group[1].text
    assert "Zuhören." not in post.group[1].text
    assert "2 Personen waren dabei" in post.group[1].text
    assert len(post.workshop.jonna.sees()) == heard


def test_a_post_that_was_to_be_sent_is_not_sent_from_a_restored_database(chat: Unsteady) -> None:
    post = out(chat)
    post.publish()
    with chat.begin() as step:
        workshop = step.work.workshops.get(post.workshop.id)
        withdrawing.withdrawn_before(step, workshop, frozenset())
    post.workshop.attends()
    assert post.group == []


def test_the_summary_of_now_and_the_published_one_are_two_things(post: Out) -> None:
    with post.chat.begin() as step:
        step.work.summaries.save(post.workshop.id, Draft(introduction="Neu."))
        workshop = step.work.workshops.get(post.workshop.id)
        step.work.workshops.save(replace(workshop, title="Anders"))
    assert publishing.version_of(post.workshop.workshop) == post.post.version
    forget(post)
    post.workshop.attends()
    assert "Neu." not in post.group[1].text
    assert post.group[1].text.startswith("<b>Netzwerkarbeit</b>")
