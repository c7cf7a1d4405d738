"""What `nachklang flows check` says of a file with many mistakes, word for word."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

BROKEN = """\
id: Mein Workshop
version: 12345
languages: [de, en, deu]
titel: {de: Probe, en: Sample}
days:
  - title: {de: Tag}
    opens: 25 Uhr
    window: 5m
    opening: {de: "{uhrzeit}", en: "{name} {name}"}
    questions:
      - id: wahl
        text: {de: Welche?, en: Which?}
        optional: vielleicht
        options: []
      - id: wahl
        text: Was?
        kind: scale
        scale: zehn
      - hinweis
  - 2
"""
SAID = """\
line 1: id: `Mein Workshop` cannot be an id. Use 1 to 24 small letters (a to z), digits and hyphens.
line 2: version: `12345` does not fit here. Write a whole number from 1 to 9999.
line 3: languages[2]: `deu` is no language tag that is known here. Use the tag of a language, \
such as `de`, `en`, `uk` or `ar`.
line 4: titel: `titel` is unknown here. Did you mean `title`?
line 6: days[0]: `closing` is missing. Add `closing:`. Follows the last question; may hold the \
same as the opening.
line 7: days[0].opens: `25 Uhr` is no time of day. Write it like `17:00`.
line 8: days[0].window: `5m` is too short. A day stays open for 15 minutes (`15m`) to 24 hours \
(`24h`).
line 9: days[0].opening.de: `{uhrzeit}` is no placeholder. Use only `{name}`, `{questions}`, \
`{until}`.
line 9: days[0].opening.en: `{name}` stands there twice. Once is enough.
line 13: days[0].questions[0].optional: `vielleicht` is neither true nor false. Write `true` or \
`false`.
line 14: days[0].questions[0].options: There are too few options here (0). Give 2 to 20 options.
line 14: days[0].questions[0].options: A question of kind `text` has no `options`. Write \
`kind: choice` or `kind: choices`, or take `options` out.
line 15: days[0].questions[1].id: This id is already there, in line 11. Each must be different.
line 16: days[0].questions[1].text: The text does not say its language. Indent beneath, one line \
each: `de: …`, `en: …`.
line 18: days[0].questions[1].scale: Here a scale is expected. Indent beneath: `lowest:`, \
`highest:`.
line 19: days[0].questions[2]: Here a question is expected. Indent beneath: `id:`, `text:`.
line 20: days[1]: Here a day is expected. Indent beneath: `title:`, `opens:`, `window:`, \
`opening:`, `closing:`, `questions:`.
"""


def test_every_mistake_stands_on_a_line_in_english(tmp_path: Path) -> None:
    file = tmp_path / "mein.yaml"
    file.write_text(BROKEN, "utf-8")
    checked = CliRunner().invoke(app, ["flows", "check", str(file)])
    assert checked.exit_code == 1
    assert checked.output == "".join(f"{file}, {line}\n" for line in SAID.splitlines())


@pytest.mark.parametrize("command", [("flows", "check"), ("rehearse",)])
def test_a_folder_in_place_of_a_file_is_named_as_one(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    named = CliRunner().invoke(app, [*command, str(tmp_path)])
    assert (named.exit_code, named.output) == (
        2,
        f"{tmp_path} is a folder. Name the flow's file in it, for example "
        f"{tmp_path / 'flow.yaml'}.\n",
    )
