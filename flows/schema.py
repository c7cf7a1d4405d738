"""The form of a flow's file as JSON Schema, for editors that help while typing."""

from typing import Any

from flows.form import (
    FLOW,
    ClockForm,
    Field,
    Form,
    IdForm,
    LanguageForm,
    ListForm,
    NumberForm,
    RecordForm,
    SpanForm,
    TextsForm,
    TruthForm,
    WordForm,
)
from flows.scalars import CLOCK, ID, SPAN, ScalarForm

_LANGUAGE = "^[a-z]{2,3}$"


def json_schema() -> dict[str, Any]:
    """The schema, in the draft that editors know best.

    Name it in the first line of a file: `# yaml-language-server: $schema=flow.schema.json`. It
    finds most mistakes; `flows.reading.read_flow` finds all.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Nachklang flow",
        "description": "The script of a workshop: its days, and the questions of each day.",
        **_schema(FLOW),
    }


def _schema(form: Form) -> dict[str, Any]:
    match form:
        case RecordForm(_, fields):
            return {
                "type": "object",
                "additionalProperties": False,
                "required": [field.name for field in fields if field.required],
                "properties": {field.name: _described(field) for field in fields},
            }
        case ListForm(item, least, most):
            return {"type": "array", "items": _schema(item), "minItems": least, "maxItems": most}
        case TextsForm(limit):
            return {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": _LANGUAGE},
                "additionalProperties": {"type": "string", "minLength": 1, "maxLength": limit},
            }
        case _:
            return _scalar_schema(form)


def _scalar_schema(form: ScalarForm) -> dict[str, Any]:
    schema: dict[str, Any]
    match form:
        case NumberForm(lowest, highest):
            schema = {"type": "integer", "minimum": lowest, "maximum": highest}
        case WordForm(words):
            schema = {"type": "string", "enum": [str(word) for word in words]}
        case TruthForm():
            schema = {"type": "boolean"}
        case IdForm():
            # An id of nothing but digits is a number to an editor.
            schema = {"type": ["string", "integer"], "pattern": f"^{ID}$"}
        case ClockForm():
            schema = {"type": "string", "pattern": f"^{CLOCK}$"}
        case SpanForm():
            schema = {"type": "string", "pattern": f"^{SPAN}$", "minLength": 2}
        case _:
            schema = _language_schema(form)
    return schema


def _language_schema(form: LanguageForm) -> dict[str, Any]:
    return {"type": "string", "enum": sorted(form.known)}


def _described(field: Field) -> dict[str, Any]:
    return {"description": str(field.description), **_schema(field.form)}
