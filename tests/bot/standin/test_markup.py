import pytest

from bot.rehearsal.standin.markup import Formatted, parse_html, trimmed, units
from bot.rehearsal.standin.refused import Refused


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("STRONG", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_a_tag_makes_an_entity(tag: str, kind: str) -> None:
    assert parse_html(f"a <{tag}>b</{tag}>") == Formatted("a b", (entity(kind, 2, 1),))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<span class="tg-spoiler">x</span>', entity("spoiler", 0, 1)),
        ("<blockquote expandable>x</blockquote>", entity("expandable_blockquote", 0, 1)),
        (
            "<a href = 'https://a.example?b&amp;c'>x</a>",
            entity("text_link", 0, 1, url="https://a.example?b&c"),
        ),
        (
            '<pre><code class="language-python">x</code></pre>',
            entity("pre", 0, 1, language="python"),
        ),
        (
            '<tg-emoji emoji-id="5368">👍</tg-emoji>',
            entity("custom_emoji", 0, 2, custom_emoji_id="5368"),
        ),
        ('<tg-time unix="1801324800">x</tg-time>', entity("date_time", 0, 1, unix_time=1801324800)),
        (
            '<tg-time unix="7" format=wDT>x</tg-time>',
            entity("date_time", 0, 1, unix_time=7, date_time_format="wDT"),
        ),
    ],
)
def test_attributes_say_more(html: str, expected: dict[str, object]) -> None:
    assert parse_html(html).entities == (expected,)


@pytest.mark.parametrize("html", ["<a>x</a>", '<b></b>x<a href="">\n</a>'])
def test_what_says_nothing_is_no_entity(html: str) -> None:
    assert parse_html(html).entities == ()


def test_offsets_count_utf_16_units_and_outer_entities_come_first() -> None:
    assert parse_html("😀<b>ä <i>😀</i></b></>"[:-3]) == Formatted(
        "😀ä 😀", (entity("bold", 2, 4), entity("italic", 4, 2))
    )
    assert units("😀ä") == 3


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&#228;&#xE4;", "ää"),
        ("&nbsp;&auml;&", "&nbsp;&auml;&"),
        ("&#0;&#x110000;", "&#0;&#x110000;"),
        ("&amp;lt;", "&lt;"),
        ("<b>x</>", "x"),
    ],
)
def test_only_few_references_mean_something(html: str, text: str) -> None:
    assert parse_html(html).text == text


@pytest.mark.parametrize(
    ("html", "mistake"),
    [
        ("ä < b", 'Unsupported start tag "" at byte offset 3'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("x <br/> y", 'Unsupported start tag "br/" at byte offset 2'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("x <a href='y'", 'Unclosed start tag "a" at byte offset 2'),
        ("<a ='y'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("<tg-time unix='x'>x</tg-time>", "Invalid date specified"),
    ],
)
def test_one_mistake_fails_the_whole_message(html: str, mistake: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(html)
    assert refused.value.body() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {mistake}",
    }


def test_trimming_moves_entities() -> None:
    parsed = parse_html(" <b> x</b>y <i> </i>")
    assert trimmed(parsed) == Formatted("xy", (entity("bold", 0, 1),))
