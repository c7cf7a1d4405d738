"""Settings are checked at the start, all mistakes at once, and no secret is repeated."""

from pathlib import Path

import pytest

from bot.settings import SECRET, SettingsWrong, load

TOKEN = "123456789:AbC-dEf_0"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def mistakes(**given: object) -> str:
    with pytest.raises(SettingsWrong) as raised:
        load(**given)
    return str(raised.value)


def test_a_missing_token_is_named() -> None:
    assert "NACHKLANG_BOT_TOKEN is missing" in mistakes()


def test_a_mistyped_name_gets_the_nearest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NACHKLANG_OWNER_ID", "1")
    told = mistakes(bot_token=TOKEN)
    assert told == "NACHKLANG_OWNER_ID is no setting. Did you mean NACHKLANG_OWNER_IDS?"


def test_every_mistake_is_told_at_once_and_no_secret_is_repeated() -> None:
    told = mistakes(
        bot_token="secret-word", bot_api_url="telegram", time_zone="Berlin", log_level="x"
    )
    for name in ("BOT_TOKEN", "BOT_API_URL", "TIME_ZONE", "LOG_LEVEL"):
        assert f"NACHKLANG_{name}" in told
    assert "secret-word" not in told


def test_a_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    monkeypatch.setenv("NACHKLANG_BOT_TOKEN_FILE", str(tmp_path / "token"))
    assert load().bot_token.get_secret_value() == TOKEN


def test_owners_are_numbers_with_commas_between() -> None:
    assert load(bot_token=TOKEN, owner_ids="1, 22").owner_ids == (1, 22)
    assert "whole numbers" in mistakes(bot_token=TOKEN, owner_ids="jonna")


def test_a_webhook_needs_https_and_a_port_to_listen_on() -> None:
    url = "https://bot.example.org/telegram"
    assert "needs NACHKLANG_HTTP_PORT" in mistakes(bot_token=TOKEN, webhook_url=url)
    for wrong in ("http://bot.example.org/telegram", "https:///telegram", url + "?a=b", "telegram"):
        told = mistakes(bot_token=TOKEN, webhook_url=wrong, http_port=8080)
        assert "NACHKLANG_WEBHOOK_URL: an address like https://" in told
    settings = load(bot_token=TOKEN, webhook_url=url, http_port=8080)
    assert (settings.webhook_path, settings.http_host) == ("/telegram", "127.0.0.1")


def test_a_bot_api_server_of_ones_own_may_post_over_http() -> None:
    given = {"bot_token": TOKEN, "bot_api_url": "http://127.0.0.1:8081", "http_port": 8080}
    settings = load(webhook_url="http://127.0.0.1:8080", **given)
    assert settings.webhook_path == "/"


def test_web_pages_need_https_or_this_machine_and_a_port_to_listen_on() -> None:
    url = "https://bot.example.org"
    assert "NACHKLANG_PUBLIC_URL needs NACHKLANG_HTTP_PORT" in mistakes(
        bot_token=TOKEN, public_url=url
    )
    for wrong in (
        "http://bot.example.org",
        "https://",
        "bot.example.org",
        f"{url}?a=b",
        f"{url}#a",
        "https://me@bot.example.org",
    ):
        told = mistakes(bot_token=TOKEN, public_url=wrong, http_port=8080)
        assert "NACHKLANG_PUBLIC_URL: an address like https://bot.example.org" in told
    for right in (url, f"{url}/pages", "http://localhost:8080", "http://[::1]:80"):
        assert load(bot_token=TOKEN, public_url=right, http_port=8080).public_url == right
    assert load(bot_token=TOKEN, public_url=f"{url}/", http_port=8080).public_url == url
    assert load(bot_token=TOKEN).public_url is None


def test_the_webhooks_secret_is_the_same_wherever_the_token_is_the_same() -> None:
    made, again = load(bot_token=TOKEN).secret, load(bot_token=TOKEN).secret
    assert made == again
    assert SECRET.fullmatch(made)
    assert load(bot_token=f"{TOKEN}x").secret != made


def test_the_webhooks_secret_may_be_given_as_telegram_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("from_a-file\n")
    monkeypatch.setenv("NACHKLANG_WEBHOOK_SECRET_FILE", str(tmp_path / "secret"))
    assert load(bot_token=TOKEN).secret == "from_a-file"
    for wrong in ("with space", "ü", "a" * 257):
        told = mistakes(bot_token=TOKEN, webhook_secret=wrong)
        assert "1 to 256" in told
        assert wrong not in told


def test_the_key_may_not_lie_beside_what_it_opens(tmp_path: Path) -> None:
    told = mistakes(bot_token=TOKEN, data_dir=tmp_path, key_file=tmp_path / "keys")
    assert "Put the key somewhere else" in told
