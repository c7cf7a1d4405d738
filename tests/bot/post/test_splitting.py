import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import escape

from bot.post.splitting import split_html, units
from tests.bot.post.reading import TELEGRAM_TAGS, read, without_space
from tests.bot.post.samples import UNHURRIED


def test_what_fits_stays_one_message() -> None:
    assert split_html("<b>Eins</b>\n\nzwei ", limit=19) == ("<b>Eins</b>\n\nzwei ",)


def test_a_cut_is_made_at_a_blank_line_rather_than_later_at_a_line() -> None:
    assert split_html("eins zwei\n\ndrei\nvier fünf", limit=18) == ("eins zwei", "drei\nvier fünf")


def test_a_blank_line_outside_of_a_quote_is_better_than_a_later_one_inside() -> None:
    html = "eins zwei drei\n\n<b>vier\n\nfünf sechs</b>"
    assert split_html(html, limit=34) == ("eins zwei drei", "<b>vier\n\nfünf sechs</b>")


def test_a_heading_does_not_stay_behind_alone() -> None:
    html = "<b>Tag</b>\n\n" + "eins zwei drei. " * 10
    first, *_ = split_html(html.strip(), limit=60)
    assert first == "<b>Tag</b>\n\neins zwei drei. eins zwei drei. eins zwei drei."


def test_without_lines_a_cut_is_made_after_a_sentence() -> None:
    assert split_html("Eins „zwei.“ Drei vier fünf", limit=20) == ("Eins „zwei.“", "Drei vier fünf")


def test_without_sentences_a_cut_is_made_between_words() -> None:
    assert split_html("eins zwei drei vier", limit=12) == ("eins zwei", "drei vier")


def test_a_no_break_space_is_not_cut_at() -> None:
    assert split_html("am 30.\u00a0Januar", limit=10) == ("am", "30.\u00a0Januar")


def test_one_long_word_is_cut_anywhere_but_not_in_an_entity() -> None:
    assert split_html("aa&amp;bbbb", limit=6) == ("aa", "&amp;b", "bbb")


def test_a_character_outside_of_the_basic_plane_counts_twice_and_stays_whole() -> None:
    assert split_html("🙂🙂🙂", limit=5) == ("🙂🙂", "🙂")


def test_tags_that_are_open_at_a_cut_are_opened_again_with_their_attributes() -> None:
    html = '<blockquote expandable>eins <a href="?a=1&gt;2">zwei drei</a></blockquote>'
    assert split_html(html, limit=71) == (
        '<blockquote expandable>eins <a href="?a=1&gt;2">zwei</a></blockquote>',
        '<blockquote expandable><a href="?a=1&gt;2">drei</a></blockquote>',
    )


def test_no_message_is_without_visible_text() -> None:
    assert split_html("eins" + "\n" * 30 + "<b> \n </b>" + "\n" * 30, limit=20) == ("eins",)


def test_blank_html_that_is_too_long_gives_no_message() -> None:
    assert split_html(" " * 30, limit=20) == ()


def test_tags_that_are_longer_than_a_message_are_refused() -> None:
    with pytest.raises(ValueError, match="tags alone"):
        split_html('<a href="https://beispiel.example">hier steht etwas</a>', limit=20)


PLAIN = st.text(st.sampled_from('ab&<>"🙂é.!?…“ \u00a0\n\t'), max_size=40)
INLINE = st.recursive(
    PLAIN.map(lambda text: str(escape(text))),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["b", "i", "code", "blockquote expandable", 'a href="x&amp;y"']),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)
HTML = st.lists(INLINE, max_size=12).map("".join)


@UNHURRIED
@given(HTML, st.integers(90, 200))
def test_nothing_is_lost_and_every_message_is_valid_and_short_enough(html: str, limit: int) -> None:
    try:
        parts = split_html(html, limit=limit)
    except ValueError:
        assume(False)
    read_parts = [read(part, TELEGRAM_TAGS) for part in parts]
    assert all(units(part) <= limit for part in parts)
    seen = "".join(part.text for part in read_parts)
    assert without_space(seen) == without_space(read(html).text)
    if len(parts) > 1:
        assert all(part.text.strip() for part in read_parts)


@UNHURRIED
@given(st.text(max_size=40), st.integers(2, 20))
def test_plain_text_of_any_kind_survives(text: str, limit: int) -> None:
    plain = text.replace("<", "").replace("&", "")
    parts = split_html(plain, limit=limit)
    assert all(len(part.encode("utf-16-le")) <= 2 * limit for part in parts)
    assert without_space("".join(parts)) == without_space(plain)
