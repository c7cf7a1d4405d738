"""What the Bot API answers instead of a result, in Telegram's words."""

from collections.abc import Mapping


class Refused(Exception):
    """A call that is not carried out.

    Attributes:
        code: the HTTP status, which is `error_code` too.
        description: as Telegram words it, for example `Bad Request: chat not found`.
        parameters: Telegram's ResponseParameters, where there are any.
    """

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def body(self) -> dict[str, object]:
        """The JSON of the answer."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refused:
    """400, with a reason as Telegram words it."""
    return Refused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refused:
    """403, with a reason as Telegram words it."""
    return Refused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refused:
    """409, with a reason as Telegram words it."""
    return Refused(409, f"Conflict: {reason}")


def throttled(retry_after: int) -> Refused:
    """429, to be repeated after so many seconds."""
    return Refused(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


def upgraded(to: int) -> Refused:
    """400 for a basic group that goes on as a supergroup with another id."""
    return Refused(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": to},
    )
