"""A newcomer's first five minutes, with nothing but the printed link and two files: a real PDF and a real CSV."""

import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import DEMO_FILES, UPLOAD_WITHIN_MS, Desk, grows
from tests.browser.guard import Guard
from tests.browser.people import Visitor
from tests.browser.serving import Served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(420)]

NOTE = DEMO_FILES / "energy-market-note.pdf"
REGIONS = ("Hobart", "Perth", "Cairns", "Darwin")
COST = re.compile(r"\$0\.\d*[1-9]")
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def write_orders(file: Path) -> dict[str, int]:
    """Write 60 invented orders; returns the amount of each region."""
    draw = random.Random(20)
    amounts: dict[str, int] = defaultdict(int)
    lines = ["order_number,placed_on,region,article,quantity,amount_aud"]
    for number in range(60):
        region, quantity = REGIONS[number % 4], draw.randint(1, 9)
        amount = quantity * draw.choice((35, 48, 112))
        amounts[region] += amount
        lines.append(f"T-{5000 + number},2026-0{1 + number % 8}-1{number % 9},{region},Lamp,{quantity},{amount}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return dict(amounts)


async def stored_answer(page: Page) -> dict[str, Any]:
    """Return the last message of the open conversation as the API has it, asked with the page's own cookies."""
    me = await (await page.request.get("/v1/me")).json()
    slug, session = re.findall(r"/o/([^/]+)/chat/([0-9a-f-]{36})", page.url)[0]
    ids = {place["organization"]["slug"]: place["organization"]["id"] for place in me["memberships"]}
    answer = await page.request.get(f"/v1/organizations/{ids[slug]}/sessions/{session}")
    assert answer.ok, await answer.text()
    return (await answer.json())["messages"][-1]


async def copied(answer: Locator) -> str:
    """Return the text that the answer's copy button copies."""
    await answer.get_by_role("button", name="Copy answer").click()
    return await answer.page.evaluate("navigator.clipboard.readText()")


async def expect_receipt(answer: Locator) -> None:
    """The answer names its sources, its cost and the model that wrote it."""
    await expect(answer).to_contain_text(re.compile(r"[1-9]\d* sources?\b"))
    await expect(answer).to_contain_text(COST)
    await expect(answer).to_contain_text("Sandbox model")


async def hire_after_the_dossier(page: Page) -> None:
    """Find Author-01 in the catalogue, read what it may do, hire it and go to it."""
    await page.get_by_role("link", name="Hire an agent").first.click()
    await page.get_by_role("list", name="Agents").get_by_role("button", name=re.compile("Author-01")).click()
    dossier = page.get_by_role("complementary", name="Dossier of Author-01")
    for heading in ("What it may touch", "Good at", "Refers elsewhere"):
        await expect(dossier.get_by_role("heading", name=heading)).to_be_visible()
    await dossier.get_by_role("button", name=re.compile(r"^Hire")).click()
    await expect(dossier.get_by_role("button", name="Let go")).to_be_visible()
    await dossier.get_by_role("link", name="Give it work").click()


async def ask_about_the_note(page: Page) -> None:
    """Attach the PDF, watch the answer being written, open one of its sources."""
    desk = Desk(page)
    attached = await desk.attach(NOTE)
    await expect(attached).to_contain_text("3 pages", timeout=UPLOAD_WITHIN_MS)
    answer = await desk.ask("What does this note say about battery prices?")
    await grows(answer, by=60)
    await desk.finished(answer)
    await expect(answer).to_contain_text("A$9,420")
    await expect_receipt(answer)
    await answer.get_by_role("button", name="Source 1", exact=True).first.click()
    source = page.get_by_role("list", name="Sources").get_by_role("listitem").filter(has_text="page 1").first
    await expect(source.get_by_role("blockquote")).to_contain_text("A$9,420")
    async with page.context.expect_page() as opening:
        await source.get_by_role("button", name="energy-market-note.pdf").click()
    opened = await opening.value
    assert re.search(r"/files/[0-9a-f-]{36}/content$|^about:blank$|^$", opened.url), opened.url
    await opened.close()


async def ask_about_the_orders(page: Page, folder: Path) -> None:
    """Attach a CSV of one's own and get the figure that a person can work out from it."""
    orders = folder / "orders-2026.csv"
    amounts = write_orders(orders)
    most = max(amounts, key=lambda region: amounts[region])
    desk = Desk(page)
    await page.get_by_role("radio", name=re.compile("DATA-02")).click()
    attached = await desk.attach(orders)
    await expect(attached).to_contain_text("60 rows", timeout=UPLOAD_WITHIN_MS)
    answer = await desk.ask("What is the total amount_aud by region?")
    await desk.finished(answer)
    for region in REGIONS:
        row = answer.get_by_role("row").filter(has_text=region)
        await expect(row).to_contain_text(f"{amounts[region]:,}")
    await expect(answer).to_contain_text(re.compile(rf"{most}[^.]*{amounts[most]:,}"))
    await expect(answer.get_by_role("button", name=re.compile(r"^Source \d"))).not_to_have_count(0)
    await expect_receipt(answer)
    cited = page.get_by_role("list", name="Sources").get_by_role("listitem")
    await expect(cited.filter(has_text="orders-2026.csv").first).to_be_visible()


async def find_both_in_the_log(page: Page) -> None:
    """Both questions stand in the log with their cost and trace."""
    await page.get_by_role("link", name="Log").first.click()
    await expect(page.get_by_role("heading", level=1, name="Log")).to_be_visible()
    for question in ("What does this note say about battery prices?", "What is the total amount_aud by region?"):
        row = page.get_by_role("row").filter(has_text=question)
        await expect(row).to_contain_text("Done")
        await expect(row).to_contain_text(COST)
    await page.get_by_role("row").filter(has_text="battery prices").get_by_role("button").first.click()
    detail = page.get_by_role("dialog")
    await expect(detail).to_contain_text("Trace")
    await expect(detail).to_contain_text(COST)
    await page.keyboard.press("Escape")
    await expect(detail).to_be_hidden()


async def reload_in_the_middle(page: Page) -> None:
    """Reload while an answer is written: it goes on, and ends complete and only once."""
    desk = Desk(page)
    await page.get_by_role("link", name="Chat").first.click()
    await page.get_by_role("link", name=re.compile("What does this note say about battery prices")).first.click()
    await expect(desk.answers).to_have_count(1)
    answer = await desk.ask("What does this note say, page by page?")
    await grows(answer, by=60)
    await page.reload()
    await expect(desk.answers).to_have_count(2)
    await desk.finished(desk.answers.last)
    stored = await stored_answer(page)
    assert stored["interaction"]["status"] == "done"
    assert await copied(desk.answers.last) == stored["text"]
    await expect(desk.answers).to_have_count(2)
    await expect(desk.questions).to_have_count(2)
    shown = await desk.answers.last.inner_text()
    for sentence in re.findall(r"[A-Z][^\[\]*#>|.\n]{30,}\.", stored["text"]):
        assert shown.count(sentence) == stored["text"].count(sentence), sentence


async def test_a_newcomer_gets_trusted_answers_within_five_minutes(
    open_page: OpenPage, served: Served, tmp_path: Path
) -> None:
    page = await open_page(permissions=CLIPBOARD)
    await page.goto(served.link)
    await expect(page).to_have_url(re.compile(r"/o/[^/]+$"))
    await expect(page.get_by_role("region", name="Today")).to_contain_text("answer")
    await expect(page.get_by_role("list", name="Agents")).to_contain_text("DATA-02")
    await expect(page.get_by_text("Nothing leaves this machine")).to_be_visible()
    await hire_after_the_dossier(page)
    await ask_about_the_note(page)
    await page.get_by_role("link", name="Chat").first.click()
    await ask_about_the_orders(page, tmp_path)
    await find_both_in_the_log(page)
    await reload_in_the_middle(page)


async def test_a_link_that_was_used_says_so_and_leads_on(page: Page, guard: Guard) -> None:
    guard.expect_status(410, r"/v1/auth/link$")
    await page.goto("/sign-in/link#token=used-already")
    await expect(page.get_by_role("heading", level=1, name="The link did not work")).to_be_visible()
    await page.get_by_role("link", name="Sign in with a password").click()
    await expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


async def test_stop_keeps_the_text_and_ends_the_cost(open_page: OpenPage, mara: Visitor) -> None:
    page = await open_page(mara, permissions=CLIPBOARD)
    await page.goto(f"{mara.home}/chat?agent=DATA-02")
    desk = Desk(page)
    await expect(await desk.attach(DEMO_FILES / "landing-ab.csv")).to_contain_text("row")
    answer = await desk.ask("Did the new page help?")
    await grows(answer, by=60)
    await desk.stop.click()
    await desk.finished(answer)
    await expect(answer.get_by_role("button", name="Ask again")).to_be_visible()
    stored = await stored_answer(page)
    assert stored["interaction"]["status"] == "cancelled"
    assert stored["text"]
    assert await copied(answer) == stored["text"]
    await expect(answer).to_contain_text(COST)
    await page.reload()
    await expect(desk.answers).to_have_count(1)
    assert await copied(desk.answers.first) == stored["text"]
    budgets = (await mara.person.get("/llm/budgets")).json()["items"]
    assert {budget["reserved_micros"] for budget in budgets} == {0}
