"""What is found wrong at the end of a rehearsal."""

from dataclasses import replace

import pytest

from bot.rehearsal.checking import findings
from bot.rehearsal.evidence import Evidence
from bot.rehearsal.participant import Said
from flows.ids import QuestionId

Q1, Q2 = QuestionId("klar"), QuestionId("schritte")
SAID = {"Amira": {Q1: Said(("Ein Anruf reicht.",)), Q2: Said()}}
SECRET = "Das bitte wirklich nur für euch"

FINE = Evidence(
    said=SAID,
    stored=SAID,
    unheard={"Amira": ()},
    undecided=(),
    asked={"Amira": {Q1: 1, Q2: 2}},
    must_be_asked={"Amira": {Q1: 1, Q2: 2}},
    parts=("<b>Tag 1</b>", "<b>Tag 2</b>"),
    in_group=("Verbunden.", "<b>Tag 1</b>", "<b>Tag 2</b>"),
    to_organiser=("<b>Tag 1</b>", "<b>Tag 2</b>", "Hier sind die Dateien."),
    files=("post-fragment.html", "post.docx", "post.html", "post.md", "post.pdf"),
    pictures=1,
    published="Tag 1, Tag 2",
    private=(SECRET,),
    quoted=(("Ein Anruf reicht.", "Amira"),),
    allowed=(("Ein Anruf reicht.", "Amira"),),
    refused=(),
    set_aside=0,
    unknown=0,
    waiting=0,
)


def test_nothing_is_found_where_all_is_as_it_should_be() -> None:
    assert findings(FINE) == ()


FAULTS = [
    (
        replace(FINE, stored={"Amira": {Q2: Said()}}),
        "What Amira said to klar is not stored.",
    ),
    (
        replace(FINE, stored={"Amira": {Q1: Said(("Ein Anruf",)), Q2: Said()}}),
        "What is stored of Amira for klar is not what they said.",
    ),
    (
        replace(FINE, stored={"Amira": {Q1: Said(("Ein Anruf reicht.",) * 2), Q2: Said()}}),
        "What is stored of Amira for klar is not what they said.",
    ),
    (
        replace(FINE, said={"Amira": {Q1: Said(("Ein Anruf reicht.",))}}),
        "Amira has said nothing to schritte, but an answer is stored.",
    ),
    (replace(FINE, unheard={"Amira": (Q1,)}), "Amira could not answer klar."),
    (replace(FINE, undecided=("Leo",)), "Late words of Leo were forgotten."),
    (
        replace(FINE, asked={"Amira": {Q1: 2, Q2: 2}}),
        "klar came to Amira 2 times instead of 1.",
    ),
    (
        replace(FINE, in_group=("<b>Tag 1</b>", "<b>Tag 1</b>", "<b>Tag 2</b>")),
        "Part 1 of the post is 2 times with the group.",
    ),
    (
        replace(FINE, to_organiser=("<b>Tag 1</b>",)),
        "Part 2 of the post is 0 times with the organiser.",
    ),
    (
        replace(FINE, files=FINE.files[1:]),
        "The organiser has the post 0 times as fragment.",
    ),
    (
        replace(FINE, files=(*FINE.files, "post.md")),
        "The organiser has the post 2 times as markdown.",
    ),
    (replace(FINE, pictures=0), "The group has 0 pictures of the post."),
    (
        replace(FINE, published=f"Ein Anruf reicht. {SECRET}."),
        "Words were published that must not be.",
    ),
    (
        replace(FINE, quoted=(*FINE.quoted, ("Ein Anruf reicht.", "Amira Haddad"))),
        "A sentence stands in the post that nobody has allowed so.",
    ),
    (replace(FINE, quoted=()), "A sentence that was allowed is missing in the post."),
    (
        replace(FINE, refused=("sendMessage (400)", "sendMessage (400)")),
        "Telegram refused sendMessage (400) 2 times.",
    ),
    (replace(FINE, set_aside=1), "1 updates could not be handled."),
    (replace(FINE, unknown=2), "Of 2 messages nobody knows whether they arrived."),
    (replace(FINE, waiting=3), "3 messages have not been sent."),
]


@pytest.mark.parametrize(("evidence", "sentence"), FAULTS)
def test_each_fault_is_found_and_named(evidence: Evidence, sentence: str) -> None:
    assert findings(evidence) == (sentence,)
