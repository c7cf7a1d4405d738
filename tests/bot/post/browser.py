"""A browser of this machine, for tests of what a page is like in it; nothing is fetched."""

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)

_RUN = """
<script>{axe}</script>
<script>
axe.run(document, {{runOnly: {tags}}}).then(found => {{
  const told = found.violations.map(one => [one.id, one.nodes.map(node => node.html)]);
  document.documentElement.innerHTML = "";
  document.documentElement.textContent = "axe:" + JSON.stringify([found.passes.length, told]);
}});
</script>
"""
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_finds(html: str, folder: Path, *, dark: bool = False) -> tuple[int, list[Any]]:
    """Let axe-core judge a page by WCAG 2.2 AA.

    Args:
        html: the page.
        folder: for the page and the browser's own files.
        dark: whether the reader wants it dark.

    Returns:
        How many rules the page keeps to, and what it breaks: the rule and the places.
    """
    assert PROGRAM is not None
    spec = find_spec("axe_playwright_python")  # found, not loaded: it would want another library
    assert spec is not None
    place = next(iter(spec.submodule_search_locations or ()))
    script = _RUN.format(axe=Path(place, "axe.min.js").read_text("utf-8"), tags=json.dumps(_TAGS))
    page = folder / "page.html"
    page.write_text(html.replace("</body>", f"{script}</body>"), "utf-8")
    command = [
        PROGRAM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        f"--user-data-dir={folder / 'browser'}",
        "--window-size=500,900",
        f"--blink-settings=preferredColorScheme={0 if dark else 1}",
        "--virtual-time-budget=60000",
        "--dump-dom",
        page.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    said = done.stdout.decode().partition("axe:")[2].rpartition("</html>")[0]
    passes, broken = json.loads(
        said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    )
    return passes, broken
