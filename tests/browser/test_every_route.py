"""Every route of the page, as a visitor and as a member, in both themes, on a desk and on a phone."""

import re
from collections.abc import Awaitable, Callable, Iterator

import pytest
from playwright.async_api import Page, expect

from directorate.kit import paths
from tests.browser import looking
from tests.browser.conftest import OpenPage
from tests.browser.guard import Guard
from tests.browser.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]

SOURCES = paths.web_dist_dir().parent / "src"
SECTION = re.compile(r'\{ id: "([a-z-]+)", label')


def routes() -> Iterator[str]:
    """Yield the path of every route file, as `/o/$org/agents/$code`."""
    folder = SOURCES / "routes"
    for file in sorted(folder.rglob("*.tsx")):
        place = file.relative_to(folder).with_suffix("")
        if file.stem not in ("__root", "route"):
            yield "/" + "/".join(part for part in place.parts if part != "index")


def addresses() -> Iterator[str]:
    """Yield the address of every page, with a placeholder for what only a running product knows."""
    sections = SECTION.findall((SOURCES / "features" / "settings" / "sections.ts").read_text(encoding="utf-8"))
    assert len(sections) > 5
    for route in routes():
        if "$section" in route:
            yield from (route.replace("$section", section) for section in sections)
        else:
            yield route.replace("$code", "Author-01")


INSIDE = [address for address in addresses() if address.startswith("/o/")]
OUTSIDE = [address for address in addresses() if not address.startswith("/o/")]
VIEWS = (
    "knowledge?view=memories",
    "inbox?status=done",
    "agents?agent=DATA-02",
    "agents?q=nothing-is-called-this",
    "agents/NOBODY-99",
    "no/such/page",
)


def filled(address: str, visitor: Visitor) -> str:
    """Return an address of the visitor's own organization."""
    found = address.replace("$org", visitor.person.slug).replace("$session", visitor.session_id)
    assert "$" not in found, f"{address} has a part this test does not know; name an example of it"
    return found


@pytest.mark.parametrize("address", [*INSIDE, *(f"/o/$org/{view}" for view in VIEWS)])
async def test_a_page_of_the_workplace_has_no_fault(mara_page: Page, mara: Visitor, address: str) -> None:
    await mara_page.goto(filled(address, mara))
    assert await looking.faults_everywhere(mara_page) == []


@pytest.mark.parametrize("address", [*OUTSIDE, "/no-such-page"])
async def test_a_public_page_has_no_fault(open_page: OpenPage, address: str) -> None:
    page = await open_page()
    await page.goto(address)
    assert await looking.faults_everywhere(page) == []


async def test_the_first_page_leads_those_signed_in_to_their_work(mara_page: Page) -> None:
    await mara_page.goto("/")
    await expect(mara_page.get_by_role("link", name="Open the dashboard").first).to_be_visible()
    assert await looking.faults_everywhere(mara_page) == []


async def test_every_page_of_the_workplace_asks_strangers_to_sign_in(
    open_page: OpenPage, mara: Visitor, guard: Guard
) -> None:
    guard.expect_status(401, r"/v1/me$")
    page = await open_page()
    for address in INSIDE:
        await page.goto(filled(address, mara))
        await expect(page).to_have_url(re.compile(r"/sign-in\?next="))
        await expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


async def test_another_organization_is_not_open(mara_page: Page) -> None:
    await mara_page.goto("/o/lanternfish-agency/log")
    await expect(mara_page.get_by_role("heading", level=1)).to_have_text("This organization is not open to you")
    assert await looking.faults_everywhere(mara_page) == []


Opening = Callable[[Page], Awaitable[None]]


def pressing(keys: str) -> Opening:
    """Open by keys."""

    async def press(page: Page) -> None:
        await page.keyboard.press(keys)

    return press


def button(name: str) -> Opening:
    """Open by a button."""

    async def click(page: Page) -> None:
        await page.get_by_role("button", name=re.compile(name)).first.click()

    return click


def entry(menu: str, name: str) -> Opening:
    """Open by an entry of a menu."""

    async def choose(page: Page) -> None:
        await page.get_by_role("button", name=re.compile(menu)).click()
        await page.get_by_role("menuitem", name=name).click()

    return choose


FLOATS: dict[str, tuple[str, Opening, str]] = {
    "palette": ("", pressing("Control+k"), "dialog"),
    "help sheet": ("", pressing("?"), "dialog"),
    "account menu": ("", button("account menu"), "menu"),
    "new task": ("inbox", button("^New task"), "dialog"),
    "agent settings": ("agents/hired", entry("^More for DATA-02", "Settings"), "dialog"),
    "menu of a hired agent": ("agents/hired", button("^More for DATA-02"), "menu"),
    "connect form": ("settings/integrations", button("^Connect OpenAI"), "dialog"),
    "add a member": ("settings/members", button("^Add a member"), "dialog"),
    "remove a member": ("settings/members", button("^Remove Tess"), "dialog"),
    "create a key": ("settings/api-keys", button("^(Create|Make|New|Add).* key"), "dialog"),
    "write a memory": ("knowledge?view=memories", button("^Write (one|a memory)$"), "dialog"),
    "attach menu": ("chat?agent=DATA-02", button("^Attach files"), "menu"),
    "form menu": ("chat?agent=DATA-02", button("^Form of the answer"), "menu"),
    "interaction": ("log", button("^Open DATA-02"), "dialog"),
}


@pytest.mark.parametrize("name", FLOATS)
async def test_what_floats_over_a_page_has_no_fault(mara_page: Page, mara: Visitor, name: str) -> None:
    place, opening, role = FLOATS[name]
    await mara_page.goto(f"{mara.home}/{place}".rstrip("/"))
    await looking.settled(mara_page)
    await opening(mara_page)
    await expect(mara_page.get_by_role(role)).to_be_visible()  # pyright: ignore[reportArgumentType]
    # An open menu is a landmark's neighbour for as long as it is open, which axe does not know.
    without = ["region"] if role == "menu" else []
    assert await looking.faults_in_both_themes(mara_page, without=without) == []
    await mara_page.keyboard.press("Escape")
    await expect(mara_page.get_by_role(role)).to_have_count(0)  # pyright: ignore[reportArgumentType]


async def test_every_route_file_is_looked_at() -> None:
    files = [file for file in (SOURCES / "routes").rglob("*.tsx") if file.stem not in ("__root", "route")]
    looked_at = {re.sub(r"/(Author-01|profile)$", "", address) for address in (*INSIDE, *OUTSIDE)}
    assert len(files) == len(set(routes())) > 10
    assert {re.sub(r"/\$(code|section)$", "", route) for route in routes()} <= looked_at
