"""What a page must not do unseen: log an error, throw, or have a request fail."""

import re
from dataclasses import dataclass, field

from playwright.async_api import ConsoleMessage, Error, Page, Request, Response

# A reload or a change of page ends what was under way; that is no failure.
GIVEN_UP = "net::ERR_ABORTED"
STATUS_IN_CONSOLE = "Failed to load resource: the server responded with a status of"


@dataclass
class Guard:
    """Collects failures of the pages it watches, apart from answers that a test expects."""

    failures: list[str] = field(default_factory=list[str])
    expected: list[tuple[int, re.Pattern[str]]] = field(default_factory=list[tuple[int, re.Pattern[str]]])

    def expect_status(self, status: int, path: str) -> None:
        """Let answers with this status from addresses that match pass."""
        self.expected.append((status, re.compile(path)))

    def watch(self, page: Page) -> None:
        """Listen to a page from now on."""
        page.on("console", self._console)
        page.on("pageerror", self._thrown)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def verdict(self) -> None:
        """Fail when something went wrong."""
        assert not self.failures, "\n".join(self.failures)

    def _console(self, message: ConsoleMessage) -> None:
        # Refused requests are judged by their answers, where the status is known.
        if message.type == "error" and not message.text.startswith(STATUS_IN_CONSOLE):
            self.failures.append(f"console error: {message.text}")

    def _thrown(self, error: Error) -> None:
        self.failures.append(f"page error: {error}")

    def _failed(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self.failures.append(f"request failed: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status < 400:
            return
        if not any(response.status == status and path.search(response.url) for status, path in self.expected):
            self.failures.append(f"status {response.status}: {response.request.method} {response.url}")
