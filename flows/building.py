"""From the tree of a flow's file to the values that it stands for, following the form."""

from flows.form import Form, ListForm, RecordForm, TextsForm
from flows.mistakes import Findings, plain, shown
from flows.scalars import ScalarForm, Unfit, convert, nearest
from flows.tree import Entries, Items, Node, Refused, Scalar
from flows.wording import faults


class Builder:
    """Builds what it can and notes every mistake on the way.

    A value with a mistake in it is worth nothing and is never used: whoever calls this looks at the
    findings first.
    """

    def __init__(self, findings: Findings, languages: tuple[str, ...]) -> None:
        """Prepare for one file.

        Args:
            findings: takes the mistakes.
            languages: what every text must have, in this order; empty where that is not known.
        """
        self._findings = findings
        self._languages = languages

    def value(self, form: Form, node: Node, path: str) -> object:
        """The value of a node: a dict for a record or texts, a list, or a plain value."""
        if isinstance(node, Refused) or self._findings.full:
            return None
        match form:
            case RecordForm():
                return self._record(form, node, path)
            case ListForm():
                return self._list(form, node, path)
            case TextsForm():
                return self._texts(form, node, path)
            case _:
                return self._scalar(form, node, path)

    def _record(self, form: RecordForm, node: Node, path: str) -> object:
        if not isinstance(node, Entries):
            names = ", ".join(f"`{field.name}:`" for field in form.fields if field.required)
            self._add(node, path, f"Here {form.thing} is expected.", f"Indent beneath: {names}.")
            return None
        fields = {field.name: field for field in form.fields}
        missing = {field.name for field in form.fields if field.required}
        values: dict[str, object] = {}
        for key, child in node.pairs:
            below = f"{path}.{key.text}" if path else key.text
            if key.text in fields:
                missing.discard(key.text)
                values[key.text] = self.value(fields[key.text].form, child, below)
            else:
                missing.discard(self._unknown(form, key, path) or "")
        for name in (field.name for field in form.fields if field.name in missing):
            right = f"Add `{name}:`. {fields[name].description}"
            self._add(node, path, f"`{name}` is missing.", right)
        return values

    def _unknown(self, form: RecordForm, key: Scalar, path: str) -> str | None:
        """Note an unknown key; the one that was probably meant is then not missing, too."""
        if self._findings.full:
            return None
        names = tuple(field.name for field in form.fields)
        meant = nearest(key.text, names)
        known = ", ".join(f"`{name}`" for name in names)
        below = f"{path}.{plain(key.text)}" if path else plain(key.text)
        right = f"Did you mean `{meant}`?" if meant else f"{form.thing.capitalize()} has {known}."
        self._add(key, below, f"{shown(key.text)} is unknown here.", right)
        return meant

    def _list(self, form: ListForm, node: Node, path: str) -> object:
        amount = f"{form.least} to {form.most} {form.things}"
        if not isinstance(node, Items):
            wrong = f"Here a list of {form.things} is expected."
            self._add(node, path, wrong, f"Give {amount}; each begins with `- `.")
            return None
        count = len(node.items)
        if not form.least <= count <= form.most:
            few = "few" if count < form.least else "many"
            wrong = f"There are too {few} {form.things} here ({count})."
            self._add(node, path, wrong, f"Give {amount}.")
        return [
            self.value(form.item, item, f"{path}[{place}]") for place, item in enumerate(node.items)
        ]

    def _texts(self, form: TextsForm, node: Node, path: str) -> object:
        if not isinstance(node, Entries):
            example = ", ".join(f"`{tag}: …`" for tag in self._languages or ("de", "en"))
            wrong = "The text does not say its language."
            self._add(node, path, wrong, f"Indent beneath, one line each: {example}.")
            return None
        texts: dict[str, str | None] = {}
        for key, child in node.pairs:
            if self._languages and key.text not in self._languages:
                right = "Add it to `languages`, or take the text out."
                self._add(key, path, f"{shown(key.text)} is not one of the languages.", right)
            else:
                texts[key.text] = self._words(form, child, f"{path}.{plain(key.text)}")
        for tag in self._languages:
            if tag not in texts:
                right = f"Add `{tag}: …` beneath."
                self._add(node, path, f"The text in the language `{tag}` is missing.", right)
        return {tag: texts.get(tag) for tag in self._languages}

    def _words(self, form: TextsForm, node: Node, path: str) -> str | None:
        if isinstance(node, Entries | Items):
            right = "Put a text that begins with a bracket, or holds a colon, in quotation marks."
            self._add(node, path, "Here a text is expected.", right)
        elif isinstance(node, Scalar):
            text = node.text.strip()
            for wrong, right in faults(text, form):
                self._add(node, path, wrong, right)
            return text
        return None

    def _scalar(self, form: ScalarForm, node: Node, path: str) -> object:
        if not isinstance(node, Scalar):
            self._add(node, path, "Here a single value is expected.", "Write it behind the colon.")
            return None
        value = convert(node.text.strip(), form)
        if isinstance(value, Unfit):
            wrong = value.wrong if node.text.strip() else "Nothing stands here."
            self._add(node, path, wrong, value.right)
        return value

    def _add(self, node: Node, path: str, wrong: str, right: str) -> None:
        self._findings.add(node.place, path, wrong, right)
