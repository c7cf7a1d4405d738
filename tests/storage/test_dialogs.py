"""Forms that people are in the middle of, and words whose place is unclear."""

from flows.ids import MessageId
from storage.dialogs import Dialog, UnclearMessage
from tests.storage.stocked import NOW, Stores, furnish, later

FIRST = UnclearMessage(MessageId(7), "Alle kamen zu Wort ✨", later(1))
SECOND = UnclearMessage(MessageId(5), "And we listened.", later(2))


def test_someone_is_in_the_middle_of_one_form_at_most(stores: Stores) -> None:
    with stores.work() as work:
        her = furnish(work).person
        title = Dialog("title", {"flow": "netzwerkarbeit"}, MessageId(7))
        seen = [work.dialogs.get(her)]
        for dialog in (title, Dialog("host")):
            work.dialogs.put(her, dialog, NOW)
            seen.append(work.dialogs.get(her))
        work.dialogs.end(her)

        assert seen == [None, title, Dialog("host", {}, None)]
        assert work.dialogs.get(her) is None


def test_unclear_words_are_kept_once_until_their_place_is_known(stores: Stores) -> None:
    with stores.work() as work:
        her = furnish(work).person
        for message in (FIRST, SECOND, FIRST):
            work.unclear.keep(her, message)
        kept = work.unclear.of_person(her)
        work.unclear.drop(her, FIRST.message_id)

        assert kept == (FIRST, SECOND)
        assert work.unclear.get(her, FIRST.message_id) is None
        assert work.unclear.get(her, SECOND.message_id) == SECOND
