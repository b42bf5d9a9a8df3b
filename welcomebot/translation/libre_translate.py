"""An endpoint that speaks LibreTranslate's protocol: POST /translate with q, source, target and format.

The protocol: https://docs.libretranslate.com/api/operations/translate/
"""

from typing import Any

import httpx

from welcomebot.errors import TranslationError

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
MAX_CHARACTERS = 4_096  # a message of Telegram


class LibreTranslate:
    """Translates through an endpoint; every call is a request of its own, nothing is kept."""

    is_there = True

    def __init__(self, url: str, key: str | None = None, client: httpx.AsyncClient | None = None) -> None:
        self._url = url.rstrip("/").removesuffix("/translate") + "/translate"
        self._key = key
        self._client = client or httpx.AsyncClient(timeout=TIMEOUT)

    async def translate(self, text: str, *, source: str, target: str) -> str:
        """Return the translation; raises TranslationError where the endpoint does not give one."""
        wish = {"q": text[:MAX_CHARACTERS], "source": source, "target": target, "format": "text"}
        try:
            response = await self._client.post(self._url, json=wish | ({"api_key": self._key} if self._key else {}))
            response.raise_for_status()
            answer: dict[str, Any] = response.json()
            translated = answer["translatedText"]
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise TranslationError from error
        if not isinstance(translated, str) or not translated.strip():
            raise TranslationError("The translation service returned no text.")
        return translated

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
