"""The flows that come along, and the example that people copy."""

import re
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

import flows.library
from flows.ids import FlowId, QuestionId
from flows.library import BrokenLibraryError, flows_in, library, library_file, library_flow
from flows.mistakes import Mistakes
from flows.reading import read_flow
from flows.schema import json_schema
from flows.script import Flow, Kind

FOLDER = Path(flows.library.__file__).parent
GUIDE = Path(__file__).parents[2] / "docs" / "flows.md"

NETZWERKARBEIT = {
    "bedeutung": "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?",
    "erfahrungen": "Welche Erfahrungen mit Netzwerkarbeit bringen wir bereits mit, und wie können "
    "wir sie weiter nutzen?",
    "zukunft": "Inwieweit sind Netzwerke unserer Erfahrung nach eine relevante Organisationsform "
    "der Zukunft – vor allem, wenn es um die Bewältigung sozialer Problemlagen geht?",
    "unterschiede": "Wie arbeiten Netzwerke, und was sind Unterschiede zu „herkömmlichen“ "
    "Organisationen? Was können wir dazu an unserem eigenen Netzwerk im Projekt „Aktion – mein "
    "Stadtteil“ beobachten?",
    "steuerung": "Wie können Netzwerke „gesteuert“, „gemanagt“, „geführt“ oder „beeinflusst“ "
    "werden? Oder: Wie tragen sich Netzwerke dauerhaft?",
    "vorhaben": "Welche Themen, Projekte und Vorhaben halten wir für geeignet, sie als Netzwerk zu "
    "bearbeiten?",
    "gemeinsam": "Was können wir gemeinsam für unsere Themen und unsere Angebote für Geflüchtete "
    "tun?",
    "schritte": "Wie können erste Schritte einer solchen Zusammenarbeit aussehen?",
    "logiken": "Was sind die Logiken der Organisation, aus der wir kommen, und welche Rolle "
    "spielen sie für unsere Kooperation im Netzwerk hier?",
    "klar": "Was ist dir klar geworden?",
}


def test_the_library_begins_with_the_flow_that_the_project_began_with() -> None:
    assert [flow.id for flow in library()] == ["netzwerkarbeit", "zwei-tage"]


def test_netzwerkarbeit_asks_ten_questions_in_this_wording_and_order() -> None:
    asked = {
        question.id: question.text["de"]
        for day in _library_flow("netzwerkarbeit").days
        for question in day.questions
    }
    assert list(asked.items()) == list(NETZWERKARBEIT.items())


def test_netzwerkarbeit_has_two_evenings_with_their_headings() -> None:
    days = [
        (dict(day.title), day.opens, day.window, len(day.questions))
        for day in _library_flow("netzwerkarbeit").days
    ]
    assert days == [
        (
            {"de": "Woran wir anknüpfen", "en": "What we build on"},
            time(17),
            timedelta(hours=4),
            5,
        ),
        (
            {"de": "Was wir gemeinsam tun", "en": "What we do together"},
            time(15, 30),
            timedelta(hours=3, minutes=30),
            5,
        ),
    ]


def test_every_question_of_netzwerkarbeit_is_also_asked_plainly() -> None:
    questions = [q for day in _library_flow("netzwerkarbeit").days for q in day.questions]
    assert [q.id for q in questions if q.hint is None] == []


def test_zwei_tage_asks_four_questions_a_day_in_more_than_one_way() -> None:
    kinds = [[q.kind for q in day.questions] for day in _library_flow("zwei-tage").days]
    assert kinds == [
        [Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.CHOICE],
        [Kind.TEXT, Kind.TEXT, Kind.SCALE, Kind.TEXT],
    ]


def test_a_question_can_be_looked_up_in_a_flow_of_the_library() -> None:
    scale = _library_flow("zwei-tage").question(QuestionId("zuversicht")).scale
    assert scale is not None
    assert (scale.lowest, scale.highest) == (1, 5)


def test_a_flow_that_does_not_come_along_is_not_found() -> None:
    assert library_flow(FlowId("drei-tage")) is None


@pytest.mark.parametrize("flow", library(), ids=lambda flow: flow.id)
def test_a_file_of_the_library_is_named_after_its_flow(flow: Flow) -> None:
    assert read_flow((FOLDER / f"{flow.id}.yaml").read_bytes(), "file") == flow


@pytest.mark.parametrize("flow", library(), ids=lambda flow: flow.id)
def test_a_flow_of_the_library_speaks_german_and_english(flow: Flow) -> None:
    assert flow.languages == ("de", "en")


def test_a_broken_library_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("not a flow")
    (tmp_path / "leer.yaml").write_text("")
    with pytest.raises(BrokenLibraryError, match=r"leer\.yaml, line 1: The file is empty\."):
        flows_in(tmp_path)


def test_the_example_of_the_guide_is_a_flow() -> None:
    example = re.search(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert example is not None
    flow = read_flow(example[1].encode(), "docs/flows.md")
    assert not isinstance(flow, Mistakes), str(flow)
    assert [question.id for question in flow.days[0].questions] == ["wichtig", "tempo", "klar"]


def test_the_schema_describes_every_key() -> None:
    undescribed = [name for name, field in _properties(json_schema()) if not field["description"]]
    assert undescribed == []


def test_the_schema_knows_every_key_of_the_values() -> None:
    schema = json_schema()
    day = schema["properties"]["days"]["items"]
    question = day["properties"]["questions"]["items"]
    option = question["properties"]["options"]["items"]
    assert set(schema["properties"]) == set(Flow.model_fields)
    assert set(question["properties"]) == set(type(library()[0].days[0].questions[0]).model_fields)
    assert option == {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "text"],
        "properties": {
            "id": {
                "description": "Stands for the option in what is stored; unique in its question.",
                "type": ["string", "integer"],
                "pattern": "^[a-z0-9-]{1,24}$",
            },
            "text": {
                "description": "What stands on the button, up to 60 characters.",
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": "^[a-z]{2,3}$"},
                "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 60},
            },
        },
    }


def _properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, field in schema.get("properties", {}).items():
        yield name, field
        yield from _properties(field)
    if "items" in schema:
        yield from _properties(schema["items"])


def _library_flow(name: str) -> Flow:
    flow = library_flow(FlowId(name))
    assert flow is not None
    return flow


@pytest.mark.parametrize("flow", library())
def test_the_file_of_a_flow_can_be_copied(flow: Flow) -> None:
    found = library_file(flow.id)
    assert found is not None
    name, content = found
    assert (name, read_flow(content, name)) == (f"{flow.id}.yaml", flow)
    assert library_file(FlowId("none")) is None
