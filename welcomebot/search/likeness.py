"""How much the words of a message are like the words of ads in meaning, for languages in which the taxonomy has no names."""

from collections.abc import Mapping, Sequence

import numpy as np

from welcomebot.domain.vacancies import Vacancy
from welcomebot.search.embedding import Embedder

FULL = 100


async def likeness(texts: Sequence[str], ads: Sequence[Vacancy], embedder: Embedder) -> list[Mapping[str, int]]:
    """Return for each text by the ads' ids how like they are, from 0 for the least to 100 for the most alike ad."""
    if not texts or not ads or not embedder.model:
        return [{} for _ in texts]
    cosines = await embedder.embed_queries(texts) @ (await embedder.embed_passages([_words(ad) for ad in ads])).T
    least, most = cosines.min(axis=1, keepdims=True), cosines.max(axis=1, keepdims=True)
    shares = np.rint(FULL * (cosines - least) / np.maximum(most - least, np.finfo(np.float32).eps)).astype(int)
    return [{ad.id: int(share) for ad, share in zip(ads, row, strict=True)} for row in shares]


def _words(ad: Vacancy) -> str:
    return " ".join((ad.title, ad.description, *(asked.text for asked in (*ad.required, *ad.wished))))
