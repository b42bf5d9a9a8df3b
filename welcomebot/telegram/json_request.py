"""Calls of the Bot API as JSON in UTF-8; python-telegram-bot sends forms, which make six bytes of every Cyrillic and Arabic letter."""

import json
from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

USUAL = BaseRequest.DEFAULT_NONE


class JsonRequest(HTTPXRequest):
    """python-telegram-bot's request with another body; calls with files stay as they are."""

    __slots__ = ()

    async def do_request(  # noqa: PLR0917 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = USUAL,
        write_timeout: Any = USUAL,
        connect_timeout: Any = USUAL,
        pool_timeout: Any = USUAL,
    ) -> tuple[int, bytes]:
        """Make a call and return status and body; the errors and their causes are those that the library raises."""
        if request_data is None or request_data.contains_files:
            return await super().do_request(url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout)
        usual, wanted = self._client.timeout.as_dict(), {"read": read_timeout, "write": write_timeout, "connect": connect_timeout, "pool": pool_timeout}
        timeout = httpx.Timeout(**{name: usual[name] if value is USUAL else value for name, value in wanted.items()})
        # Each value is a string that holds JSON, as in a form: that is the same to the Bot API.
        content = json.dumps(request_data.json_parameters, ensure_ascii=False).encode()
        headers = {"User-Agent": self.USER_AGENT, "Content-Type": "application/json"}
        try:
            response = await self._client.request(method, url, content=content, headers=headers, timeout=timeout)
        except httpx.TimeoutException as error:
            raise TimedOut from error
        except httpx.HTTPError as error:
            raise NetworkError(f"httpx.{type(error).__name__}: {error}") from error
        return response.status_code, response.content
