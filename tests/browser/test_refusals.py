"""What the page says when something is not possible: roles, other organizations, wrong input, files it cannot take."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import FilePayload, Page, expect
from pypdf import PdfWriter

from tests.browser import people
from tests.browser.conftest import OpenPage
from tests.browser.desk import UPLOAD_WITHIN_MS, Desk
from tests.browser.guard import Guard
from tests.browser.people import Visitor
from tests.browser.serving import UPLOAD_LIMIT_BYTES, Served
from tests.product import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def jun(mara: Visitor, served: Served) -> Visitor:
    """A viewer of the owner's organization."""
    return await people.add_viewer(mara, served.url)


async def test_a_viewer_sees_who_can_hire_and_cannot_hire(open_page: OpenPage, jun: Visitor) -> None:
    page = await open_page(jun)
    await page.goto(f"{jun.home}/agents/Author-01")
    await expect(page.get_by_text("An owner or admin can hire.")).to_be_visible()
    hire = page.get_by_role("button", name=re.compile("^Hire"))
    await expect(hire).to_be_disabled()
    await page.keyboard.press("h")
    await page.goto(f"{jun.home}/agents/hired")
    await expect(page.get_by_role("list", name="Hired agents")).to_contain_text("DATA-02")
    await expect(page.get_by_role("list", name="Hired agents")).not_to_contain_text("Author-01")


async def test_a_viewer_reads_conversations_and_is_told_who_can_ask(open_page: OpenPage, jun: Visitor) -> None:
    page = await open_page(jun)
    await page.goto(f"{jun.home}/chat?agent=DATA-02")
    question = page.get_by_role("textbox", name="Ask DATA-02")
    await expect(question).to_be_disabled()
    await expect(question).to_have_attribute("placeholder", re.compile("A member can ask"))
    await expect(page.get_by_role("button", name="Attach files")).to_be_disabled()


@pytest.mark.parametrize("section", ["api-keys", "audit"])
async def test_a_viewer_is_told_who_can_open_a_section(open_page: OpenPage, jun: Visitor, section: str) -> None:
    page = await open_page(jun)
    await page.goto(f"{jun.home}/settings/{section}")
    await expect(page.get_by_role("main")).to_contain_text("is for owners and admins. Mara Whitlock can let you in.")


async def test_a_conversation_of_another_organization_is_not_found(
    open_page: OpenPage, mara: Visitor, served: Served, guard: Guard
) -> None:
    guard.expect_status(404, r"/sessions/[0-9a-f-]{36}$")
    stranger = await people.found_organization(served.url, "Elsewhere")
    page = await open_page(stranger)
    await page.goto(f"{stranger.home}/chat/{mara.session_id}")
    await expect(
        page.get_by_role("alert").or_(page.get_by_text(re.compile("no such|not found", re.I))).first
    ).to_be_visible()
    await expect(page.get_by_text("battery")).to_have_count(0)
    await page.goto(f"{mara.home}/chat/{mara.session_id}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("This organization is not open to you")
    await expect(page.get_by_role("link", name="Start page")).to_be_visible()


async def register(page: Page, **changes: str) -> None:
    """Fill and send the registration form."""
    values = {"Your name": "Ada Finch", "Organization": "Finch and Daughters", "Email": "ada@finch.example"}
    for label, value in (values | {"Password": PASSWORD} | changes).items():
        await page.get_by_label(label, exact=True).fill(value)
    await page.get_by_role("button", name="Create account").click()


@pytest.mark.parametrize(
    ("label", "value", "rule"),
    [
        ("Email", "ada at finch", re.compile(r"@|address", re.I)),
        ("Password", "short", re.compile(r"\d+ characters", re.I)),
        ("Your name", "", re.compile(r"at least 1|empty|required|name", re.I)),
    ],
)
async def test_a_registration_with_bad_input_names_the_rule_under_the_field(
    page: Page, guard: Guard, label: str, value: str, rule: "re.Pattern[str]"
) -> None:
    guard.expect_status(422, r"/v1/auth/register$")
    await page.goto("/register")
    await register(page, **{label: value})
    field = page.get_by_label(label, exact=True)
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(rule)
    await expect(page.get_by_label("Organization", exact=True)).not_to_have_attribute("aria-invalid", "true")


async def test_a_wrong_password_says_so(page: Page, guard: Guard) -> None:
    guard.expect_status(401, r"/v1/auth/login$")
    await page.goto("/sign-in")
    await page.get_by_label("Email").fill("nobody@finch.example")
    await page.get_by_label("Password").fill("not the password")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def _encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@dataclass(frozen=True)
class BadFile:
    """A file that cannot be taken, the status of its refusal, and what the person is told."""

    name: str
    content: Callable[[], bytes]
    status: int
    says: str


BAD_FILES = [
    BadFile("huge.csv", lambda: b"a,b\n" + b"1,2\n" * (UPLOAD_LIMIT_BYTES // 4 + 9), 413, r"limit|at most|too large"),
    BadFile("empty.csv", lambda: b"", 422, r"The file is empty"),
    BadFile("locked.pdf", _encrypted_pdf, 422, r"password"),
    BadFile("report.pdf", lambda: b"MZ\x90\x00 not a document", 415, r"\.pdf.*not a PDF document"),
    BadFile("tool.exe", lambda: b"MZ\x90\x00\x03\x00\x00\x00\xff\xff", 415, r"Windows program.*cannot be read"),
    BadFile("broken.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<<\n", 422, r"damaged|malformed|could not be read"),
]


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
async def test_a_file_that_cannot_be_taken_says_why_in_the_composer(
    open_page: OpenPage, mara: Visitor, guard: Guard, bad: BadFile
) -> None:
    guard.expect_status(bad.status, r"/files$")
    page = await open_page(mara)
    await page.goto(f"{mara.home}/chat?agent=DATA-02")
    desk = Desk(page)
    file: FilePayload = {"name": bad.name, "mimeType": "application/octet-stream", "buffer": bad.content()}
    chip = await desk.attach(file)
    message = page.get_by_role("alert").filter(has_text=bad.name)
    await expect(message).to_contain_text(re.compile(bad.says, re.I), timeout=UPLOAD_WITHIN_MS)
    await chip.get_by_role("button", name=f"Remove {bad.name}").click()
    await expect(message).to_have_count(0)
