"""Fixtures of the browser's tests: the started product, one Chromium, people of an organization, guarded pages."""

import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from directorate.entrypoints.doctor import chromium
from directorate.kit import paths
from tests.browser import people
from tests.browser.guard import Guard
from tests.browser.looking import DESK
from tests.browser.people import Visitor
from tests.browser.serving import Served, running

WAIT_MS = 30_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser's path. Where there is none the tests are left out; in CI that is a failure."""
    found = chromium()
    if found:
        return found
    why = "This machine has no Chromium or Chrome; make test installs one where it may, or names the command."
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def served(chromium_path: str) -> Iterator[Served]:
    """The product with its demo organization, started once, over the built page."""
    index = paths.web_dist_dir() / "index.html"
    assert index.is_file(), "The page is not built. Run: make setup"
    with tempfile.TemporaryDirectory(prefix="page-", ignore_cleanup_errors=True) as made:
        # The database server runs under an account of its own, which has to reach its folder.
        Path(made).chmod(0o755)
        with running(Path(made) / "home") as product:
            yield product


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    """One Chromium for all tests of the session."""
    expect.set_options(timeout=WAIT_MS)
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session")
async def guard() -> AsyncIterator[Guard]:
    """Watches every page of a test; what went wrong unseen fails the test at its end."""
    watching = Guard()
    yield watching
    watching.verdict()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, served: Served, guard: Guard) -> AsyncIterator[OpenPage]:
    """A function that opens a guarded page in a browser profile of its own, signed in as someone or as nobody."""
    async with AsyncExitStack() as stack:

        async def opener(visitor: Visitor | None = None, **options: object) -> Page:
            shown: dict[str, Any] = {"viewport": DESK, "reduced_motion": "reduce", **options}
            state = visitor.storage_state if visitor else None
            context = await browser.new_context(base_url=served.url, storage_state=state, **shown)
            stack.push_async_callback(context.close)
            context.set_default_timeout(WAIT_MS)
            page = await context.new_page()
            guard.watch(page)
            return page

        yield opener


@pytest_asyncio.fixture(loop_scope="session")
async def page(open_page: OpenPage) -> Page:
    """A page of somebody who has not signed in."""
    return await open_page()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def mara(served: Served) -> Visitor:
    """The owner of an organization with hired agents, files, answers, tasks and memories."""
    return await people.found_busy_organization(served.url)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def mara_profile(browser: Browser, served: Served, mara: Visitor) -> AsyncIterator[BrowserContext]:
    """One browser profile of the owner, for tests that only look: what was loaded once stays."""
    context = await browser.new_context(base_url=served.url, storage_state=mara.storage_state, reduced_motion="reduce")
    context.set_default_timeout(WAIT_MS)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def mara_page(mara_profile: BrowserContext, guard: Guard) -> AsyncIterator[Page]:
    """A page of the owner, to look at."""
    opened = await mara_profile.new_page()
    await opened.set_viewport_size(DESK)
    guard.watch(opened)
    yield opened
    await opened.close()
