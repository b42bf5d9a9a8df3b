"""What the simulated server raises: an error answer, or a connection that breaks."""

from typing import Any

BAD_REQUEST = 400
FORBIDDEN = 403
NOT_FOUND = 404
CONFLICT = 409
TOO_MANY_REQUESTS = 429


class ApiError(Exception):
    """An answer with `"ok": false`, worded as Telegram words it."""

    def __init__(self, code: int, description: str, *, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    @property
    def body(self) -> dict[str, Any]:
        """Return the JSON that the client gets."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(description: str) -> ApiError:
    """Return the error for a broken rule."""
    return ApiError(BAD_REQUEST, f"Bad Request: {description}")


class ConnectionLost(Exception):  # noqa: N818 - it is what happens, not a fault of the program
    """The connection breaks before the server has seen the request."""


class AnswerLost(Exception):  # noqa: N818
    """The server did the work, and the client never hears of it."""
