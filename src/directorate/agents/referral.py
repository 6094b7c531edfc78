"""Referral tags in text: `[REFER:CODE]` is never shown, and counts only for a related colleague outside quotes.

Pure: a filter over a stream of text pieces that holds back what might still become a tag.
"""

import re

TAG = re.compile(r"\[REFER:([A-Za-z0-9]+-\d{2})\]")
OPENING = "[REFER:"
LONGEST = 40


class ReferralFilter:
    """Strips referral tags from streamed text and remembers the first that counts."""

    def __init__(self, related: frozenset[str]) -> None:
        self._related = {code.casefold(): code for code in related}
        self._held = ""
        self._line = ""
        self.code: str | None = None

    def feed(self, piece: str) -> str:
        """Return the text that may be shown now."""
        text = self._held + piece
        shown = self._strip(text)
        start = self._open_tag(shown)
        self._held = shown[start:]
        return self._show(shown[:start])

    def finish(self) -> str:
        """Return what was held back and turned out to be plain text."""
        rest, self._held = self._held, ""
        return self._show(rest)

    def _strip(self, text: str) -> str:
        for match in TAG.finditer(text):
            before = (self._line + text[: match.start()]).rsplit("\n", 1)[-1]
            quoted = before.lstrip().startswith(">") or before.count("`") % 2 == 1 or before.count('"') % 2 == 1
            code = self._related.get(match.group(1).casefold())
            if code and not quoted and self.code is None:
                self.code = code
        return TAG.sub("", text)

    def _show(self, text: str) -> str:
        self._line = (self._line + text).rsplit("\n", 1)[-1]
        return text

    @staticmethod
    def _open_tag(text: str) -> int:
        """Return where an unfinished tag begins, or the text's length."""
        start = text.rfind("[", max(0, len(text) - LONGEST))
        if start < 0 or "]" in text[start:]:
            return len(text)
        tail = text[start:]
        possible = OPENING.startswith(tail) or tail.startswith(OPENING)
        return start if possible else len(text)
