"""From the tree of a flow's file to the values that it stands for, following the form."""

from flows.form import Form, ListForm, RecordForm, TextsForm
from flows.mistakes import Findings, plain
from flows.scalars import ScalarForm, Unfit, convert, nearest
from flows.sentence import Sentence
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
            right = Sentence("Indent beneath: {fields}.", fields=names)
            self._add(node, path, form.words.expected, right)
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
            right = Sentence(
                "Add `{name}:`. {description}", name=name, description=fields[name].description
            )
            self._add(node, path, Sentence("`{name}` is missing.", name=name), right)
        return values

    def _unknown(self, form: RecordForm, key: Scalar, path: str) -> str | None:
        """Note an unknown key; the one that was probably meant is then not missing, too."""
        if self._findings.full:
            return None
        names = tuple(field.name for field in form.fields)
        meant = nearest(key.text, names)
        right = form.words.known.filled(fields=", ".join(f"`{name}`" for name in names))
        if meant:
            right = Sentence("Did you mean `{meant}`?", meant=meant)
        written = plain(key.text)
        below = f"{path}.{written}" if path else written
        self._add(key, below, Sentence("`{key}` is unknown here.", key=written), right)
        return meant

    def _list(self, form: ListForm, node: Node, path: str) -> object:
        if not isinstance(node, Items):
            right = form.words.begin.filled(least=form.least, most=form.most)
            self._add(node, path, form.words.expected, right)
            return None
        count = len(node.items)
        if not form.least <= count <= form.most:
            wrong = form.words.too_few if count < form.least else form.words.too_many
            right = form.words.amount.filled(least=form.least, most=form.most)
            self._add(node, path, wrong.filled(count=str(count)), right)
        return [
            self.value(form.item, item, f"{path}[{place}]") for place, item in enumerate(node.items)
        ]

    def _texts(self, form: TextsForm, node: Node, path: str) -> object:
        if not isinstance(node, Entries):
            example = ", ".join(f"`{tag}: …`" for tag in self._languages or ("de", "en"))
            wrong = Sentence("The text does not say its language.")
            right = Sentence("Indent beneath, one line each: {example}.", example=example)
            self._add(node, path, wrong, right)
            return None
        texts: dict[str, str | None] = {}
        for key, child in node.pairs:
            if self._languages and key.text not in self._languages:
                wrong = Sentence("`{key}` is not one of the languages.", key=plain(key.text))
                right = Sentence("Add it to `languages`, or take the text out.")
                self._add(key, path, wrong, right)
            else:
                texts[key.text] = self._words(form, child, f"{path}.{plain(key.text)}")
        for tag in self._languages:
            if tag not in texts:
                wrong = Sentence("The text in the language `{tag}` is missing.", tag=tag)
                right = Sentence("Add `{tag}: …` beneath.", tag=tag)
                self._add(node, path, wrong, right)
        return {tag: texts.get(tag) for tag in self._languages}

    def _words(self, form: TextsForm, node: Node, path: str) -> str | None:
        if isinstance(node, Entries | Items):
            right = Sentence(
                "Put a text that begins with a bracket, or holds a colon, in quotation marks."
            )
            self._add(node, path, Sentence("Here a text is expected."), right)
        elif isinstance(node, Scalar):
            text = node.text.strip()
            for wrong, right in faults(text, form):
                self._add(node, path, wrong, right)
            return text
        return None

    def _scalar(self, form: ScalarForm, node: Node, path: str) -> object:
        if not isinstance(node, Scalar):
            wrong = Sentence("Here a single value is expected.")
            self._add(node, path, wrong, Sentence("Write it behind the colon."))
            return None
        value = convert(node.text.strip(), form)
        if isinstance(value, Unfit):
            wrong = value.wrong if node.text.strip() else Sentence("Nothing stands here.")
            self._add(node, path, wrong, value.right)
        return value

    def _add(self, node: Node, path: str, wrong: Sentence, right: Sentence) -> None:
        self._findings.add(node.place, path, wrong, right)
