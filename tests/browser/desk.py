"""The chat as a person uses it: attach, ask, watch, read."""

import re
from pathlib import Path

from playwright.async_api import FilePayload, Locator, Page, expect

from directorate.kit import paths

DEMO_FILES = paths.catalog_dir() / "demo" / "files"
ANSWER_WITHIN_MS = 90_000
UPLOAD_WITHIN_MS = 60_000


class Desk:
    """A chat page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.question = page.get_by_role("textbox", name=re.compile(r"^Ask "))
        self.attached = page.get_by_role("list", name="Files for this message")
        self.answers = page.get_by_role("article", name=re.compile(r"^Answer of "))
        self.questions = page.get_by_role("article", name=re.compile(r"^Message of "))
        self.stop = page.get_by_role("button", name="Stop", exact=True)

    async def attach(self, file: Path | FilePayload) -> Locator:
        """Choose a file as a person does; returns its line over the composer."""
        await self.page.get_by_role("button", name="Attach files").click()
        async with self.page.expect_file_chooser() as choosing:
            await self.page.get_by_role("menuitem", name="From this device").click()
        await (await choosing.value).set_files(file)
        name = file.name if isinstance(file, Path) else file["name"]
        return self.attached.get_by_role("listitem").or_(self.attached.get_by_role("alert")).filter(has_text=name)

    async def ask(self, text: str) -> Locator:
        """Send a question; returns its answer, which is on its way."""
        before = await self.answers.count()
        await self.question.fill(text)
        await self.question.press("Enter")
        await expect(self.answers).to_have_count(before + 1)
        return self.answers.nth(before)

    async def finished(self, answer: Locator) -> None:
        """Wait until the answer is complete."""
        await expect(answer).to_have_attribute("aria-busy", "false", timeout=ANSWER_WITHIN_MS)
        await expect(answer.get_by_role("button", name="Copy answer")).to_be_visible()


async def grows(answer: Locator, *, by: int) -> None:
    """Wait until the answer is being written and its text has become that much longer meanwhile."""
    # "Writing" stands there from the first word on; before it, tools are at work.
    await expect(answer).to_contain_text("Writing")
    length = len(await answer.inner_text())
    await expect(answer).to_contain_text(re.compile(rf".{{{length + by},}}", re.DOTALL))
    await expect(answer).to_have_attribute("aria-busy", "true")
