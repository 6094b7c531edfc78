"""Citations in streamed text: sources are numbered in the order in which the answer first cites them.

Tools number their sources before the model sees them, whether it cites them or not; a reader counts from 1. Pure: a
filter over a stream of text pieces that holds back what might still become a citation.
"""

import re
from collections.abc import Mapping

from directorate.kit.registry import Source
from directorate.knowledge import retrieve

CITED = re.compile(r"\[(\d{1,3})\](?!\()")
UNFINISHED = re.compile(r"\[\d{0,3}\]?$")
SENTENCE = re.compile(r"(?<=[.!?:|])\s+|\n+")


class Citations:
    """Renumbers citations and remembers what was cited, each source with the excerpt that bears the statement."""

    def __init__(self, sources: Mapping[int, Source], passages: Mapping[int, str]) -> None:
        self._sources, self._passages = sources, passages
        self._numbers: dict[int, int] = {}
        self._held = ""
        self._before = ""
        self.cited: dict[int, Source] = {}

    def feed(self, piece: str) -> str:
        """Return the text that may be shown now."""
        text = self._held + piece
        unfinished = UNFINISHED.search(text)
        cut = unfinished.start() if unfinished else len(text)
        self._held = text[cut:]
        return self._renumbered(text[:cut])

    def finish(self) -> str:
        """Return what was held back."""
        rest, self._held = self._held, ""
        return self._renumbered(rest)

    def _renumbered(self, text: str) -> str:
        shown = CITED.sub(lambda match: self._cite(int(match.group(1)), text[: match.start()]) or match.group(0), text)
        self._before = (self._before + text)[-600:]
        return shown

    def _cite(self, number: int, text_before: str) -> str:
        """Return the citation as the reader sees it; empty for a number no source has."""
        source = self._sources.get(number)
        if source is None:
            return ""
        if number not in self._numbers:
            self._numbers[number] = len(self._numbers) + 1
            statement = SENTENCE.split((self._before + text_before).rstrip())[-1]
            self.cited[self._numbers[number]] = self._shown(source, number, CITED.sub("", statement))
        return f"[{self._numbers[number]}]"

    def _shown(self, source: Source, number: int, statement: str) -> Source:
        """Return the source under its shown number, its excerpt chosen for the statement where its text is known."""
        passage = self._passages.get(number)
        excerpt = retrieve.excerpt(passage, statement) if passage else source.excerpt
        return source.model_copy(update={"n": self._numbers[number], "excerpt": excerpt})
