"""Embeddings without a model: signed hashes of stems and letter trigrams, 256 numbers, length one.

Feature hashing after Weinberger et al. (2009). Texts with words in common are near each other; meaning
beyond the words, apart from the small thesaurus of `mind.words`, is not captured.
"""

import base64
import hashlib
import math
import struct
from functools import lru_cache

from directorate.simulator.mind import words

DIMENSIONS = 256

_STEM_WEIGHT = 1.0
_TRIGRAM_WEIGHT = 0.25


def embed(text: str, dimensions: int = DIMENSIONS) -> list[float]:
    """The unit vector of a text; a text without words gets a fixed direction of its own."""
    vector = [0.0] * dimensions
    features = [(f"w:{item}", _STEM_WEIGHT * words.weight(item)) for item in words.stems(text)]
    for item in words.stems(text):
        padded = f"^{item}$"
        features += [(f"t:{padded[at : at + 3]}", _TRIGRAM_WEIGHT) for at in range(len(padded) - 2)]
    for feature, weight in features or [(f"e:{text.strip()}", 1.0)]:
        place, sign = _hash(feature)
        vector[place % dimensions] += sign * weight
    length = math.sqrt(sum(value * value for value in vector))
    return [value / length for value in vector] if length else _first_axis(dimensions)


def packed(vector: list[float]) -> str:
    """The vector as base64 of little-endian 32-bit floats, the form OpenAI's own client asks for."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode("ascii")


@lru_cache(maxsize=50_000)
def _hash(feature: str) -> tuple[int, int]:
    digest = hashlib.blake2b(feature.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), 1 if digest[4] & 1 else -1


def _first_axis(dimensions: int) -> list[float]:
    return [1.0] + [0.0] * (dimensions - 1)
