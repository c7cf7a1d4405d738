import pytest

from flows.themes.grouping import group
from flows.themes.wire import NotUnderstood, Request, read_reply, read_request, reply, request
from tests.flows.themes.saying import NETWORK, QUESTION, voices


def test_a_request_is_read_as_it_was_written() -> None:
    said = voices(NETWORK, hidden=[3])
    assert read_request(request(QUESTION, said)) == Request(QUESTION, tuple(said))


def test_a_reply_is_read_as_it_was_written() -> None:
    grouping = group(QUESTION, voices(NETWORK))
    assert read_reply(reply(grouping)) == grouping


@pytest.mark.parametrize("sent", [b"", b"{}", b'{"question": "Geheimes"', b'{"question": 7}'])
def test_what_is_of_another_form_is_refused_without_a_word_of_it(sent: bytes) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_request(sent)
    assert str(refused.value) == ""
    assert refused.value.__suppress_context__
