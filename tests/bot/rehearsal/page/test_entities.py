"""A message's text as HTML."""

import pytest

from bot.rehearsal.page.entities import html_of
from bot.rehearsal.page.links import in_room
from bot.rehearsal.standin.markup import Formatted, parse_html

LINK = "https://t.me/nachklang_probe_bot?start=p_1"


def shown(html: str) -> str:
    return html_of(parse_html(html), more="Show all", hidden="Covered")


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("<b>a <i>b</i></b> c", "<strong>a <em>b</em></strong> c"),
        ("😀<b>😀x</b>y", "😀<strong>😀x</strong>y"),
        ("<s>a</s><u>b</u><code>/c</code>", "<s>a</s><u>b</u><code>/c</code>"),
        ("<pre>a\nb</pre>", '<pre dir="auto">a\nb</pre>'),
        (
            "a\n<blockquote>b</blockquote>\nc",
            'a<blockquote dir="auto">b</blockquote>c',
        ),
        (
            "<blockquote expandable>a <b>b</b></blockquote>",
            '<blockquote class="long" dir="auto"><div class="lines">a <strong>b</strong></div>'
            '<button type="button" class="more" data-more>Show all</button></blockquote>',
        ),
        (
            "<tg-spoiler>a</tg-spoiler>",
            '<span class="spoiler" role="button" tabindex="0" aria-label="Covered">a</span>',
        ),
        (
            "see /status, not a/b or https://example.org/x.",
            'see <button type="button" class="command" data-say="/status">/status</button>'
            ', not a/b or <a href="https://example.org/x" target="_blank" '
            'rel="noopener noreferrer">https://example.org/x</a>.',
        ),
        (
            f'<a href="{LINK}">join</a>',
            f'<a href="{LINK}" data-open="{LINK}">join</a>',
        ),
    ],
)
def test_what_stands_out_is_marked(sent: str, seen: str) -> None:
    assert shown(sent) == seen


def test_what_a_person_types_is_text() -> None:
    typed = Formatted('<img src=x onerror="alert(1)"> & </div>')

    assert html_of(typed, more="", hidden="") == (
        "&lt;img src=x onerror=&#34;alert(1)&#34;&gt; &amp; &lt;/div&gt;"
    )


def test_parts_that_overlap_are_closed_and_begun_anew() -> None:
    overlapping = Formatted(
        "abcd",
        (
            {"type": "bold", "offset": 0, "length": 3},
            {"type": "italic", "offset": 2, "length": 2},
        ),
    )

    assert html_of(overlapping, more="", hidden="") == ("<strong>ab<em>c</em></strong><em>d</em>")


def test_places_beyond_the_end_and_unknown_kinds_do_no_harm() -> None:
    strange = Formatted(
        "ab",
        (
            {"type": "bold", "offset": 1, "length": 9},
            {"type": "custom_emoji", "offset": 0, "length": 1},
        ),
    )

    assert html_of(strange, more="", hidden="") == "a<strong>b</strong>"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", ""]
)
def test_a_link_that_no_browser_should_follow_is_only_text(url: str) -> None:
    linked = Formatted("x", ({"type": "text_link", "offset": 0, "length": 1, "url": url},))

    assert html_of(linked, more="", hidden="") == "x"


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        (LINK, LINK),
        ("t.me/nachklang_probe_bot", "t.me/nachklang_probe_bot"),
        ("https://t.me/x_bot?startgroup=c_1", "https://t.me/x_bot?startgroup=c_1"),
        (f"https://t.me/share/url?url={LINK.replace('?', '%3F')}&text=x", LINK),
        ("https://t.me/somebody", None),
        ("https://example.org/?start=1", None),
        ("https://t.me/share/url?url=https://example.org", None),
        ("http://[", None),
    ],
)
def test_links_that_start_a_bot_are_opened_in_the_room(url: str, opened: str | None) -> None:
    assert in_room(url) == opened
