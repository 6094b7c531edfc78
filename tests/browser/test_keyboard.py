"""The page by keys alone: palette, help, stop, skip link, and focus that can be seen."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import DEMO_FILES, Desk, grows
from tests.browser.looking import settled
from tests.browser.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]

# Who has the focus, and whether a person can see it: an outline or a shadow that the same element has only then.
FOCUSED = """() => {
  const element = document.activeElement;
  const drawn = () => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const around = element.closest("section:focus-within");
    const outer = around ? getComputedStyle(around) : null;
    return outline || (outer !== null && outer.outlineStyle !== "none" && parseFloat(outer.outlineWidth) > 0);
  };
  const box = element.getBoundingClientRect();
  return { name: element.ariaLabel || element.textContent.trim().slice(0, 40), inMain: !!element.closest("main"),
    isBody: element === document.body, visible: drawn(), width: box.width, height: box.height };
}"""


async def walk_to_main(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the focus is in the main region; returns every stop on the way."""
    stops: list[dict[str, Any]] = []
    for _ in range(60):
        await page.keyboard.press("Tab")
        stops.append(await page.evaluate(FOCUSED))
        if stops[-1]["inMain"]:
            return stops
    pytest.fail(f"Tab never reached the main region: {[stop['name'] for stop in stops]}")


async def test_the_palette_runs_an_action(mara_page: Page, mara: Visitor) -> None:
    page = mara_page
    await page.goto(mara.home)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("Control+k")
    search = page.get_by_role("combobox")
    await expect(search).to_be_focused()
    await search.fill("knowledge")
    await expect(page.get_by_role("option", name=re.compile("Go to Knowledge"))).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Knowledge")).to_be_visible()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.keyboard.press("Control+k")
    await search.fill("Chat with DATA-02")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="Ask DATA-02")).to_be_visible()
    await expect(page).to_have_url(re.compile(r"agent=DATA-02"))


async def test_the_palette_switches_the_theme_and_the_choice_stays(open_page: OpenPage, mara: Visitor) -> None:
    page = await open_page(mara)
    await page.goto(mara.home)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator("html")).to_contain_class("dark")
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox").fill("theme")
    await page.keyboard.press("Enter")
    await expect(page.locator("html")).not_to_contain_class("dark")
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator("html")).not_to_contain_class("dark")


async def test_two_keys_go_to_a_room_but_not_while_typing(mara_page: Page, mara: Visitor) -> None:
    page = mara_page
    await page.goto(mara.home)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("g")
    await page.keyboard.press("l")
    await expect(page.get_by_role("heading", level=1, name="Log")).to_be_visible()
    await page.goto(f"{mara.home}/chat?agent=DATA-02")
    await page.get_by_role("textbox", name="Ask DATA-02").press_sequentially("gl")
    await expect(page.get_by_role("textbox", name="Ask DATA-02")).to_have_value("gl")
    await expect(page).to_have_url(re.compile(r"/chat"))


async def test_the_help_sheet_lists_the_keys_of_the_page(mara_page: Page, mara: Visitor) -> None:
    page = mara_page
    await page.goto(f"{mara.home}/inbox")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys on this page")
    for label in ("Go to Chat", "New task", "Next task", "Search or run a command"):
        await expect(sheet.get_by_role("term").filter(has_text=label)).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)


@pytest.mark.parametrize("place", ["", "/agents", "/log", "/settings/profile"])
async def test_the_skip_link_leads_past_the_navigation(mara_page: Page, mara: Visitor, place: str) -> None:
    page = mara_page
    await page.goto(mara.home + place)
    await settled(page)
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    reached = await page.evaluate(FOCUSED)
    assert reached["inMain"], reached


async def test_every_stop_on_the_way_to_the_content_can_be_seen(mara_page: Page, mara: Visitor) -> None:
    page = mara_page
    await page.goto(f"{mara.home}/inbox")
    await expect(page.get_by_role("button", name=re.compile("^New task"))).to_be_visible()
    await page.evaluate("document.activeElement.blur()")
    stops = await walk_to_main(page)
    unseen = [stop["name"] for stop in stops if not stop["visible"]]
    assert unseen == []
    small = [stop for stop in stops[1:] if stop["width"] < 24 or stop["height"] < 24]
    assert small == []


@pytest.mark.parametrize("focus", ["the composer", "the page"])
async def test_escape_stops_an_answer(open_page: OpenPage, mara: Visitor, focus: str) -> None:
    page = await open_page(mara)
    await page.goto(f"{mara.home}/chat?agent=DATA-02")
    desk = Desk(page)
    await expect(await desk.attach(DEMO_FILES / "landing-ab.csv")).to_contain_text("row")
    answer = await desk.ask("Did the new page help?")
    await grows(answer, by=40)
    if focus == "the page":
        await page.get_by_role("region", name="Messages").focus()
    await page.keyboard.press("Escape")
    await desk.finished(answer)
    await expect(answer.get_by_role("button", name="Ask again")).to_be_visible()
    await expect(desk.stop).to_have_count(0)
