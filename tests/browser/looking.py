"""What every page has to keep to, however it looks: one heading, no sideways scroll, nothing that axe finds."""

from collections.abc import Sequence

from playwright.async_api import Page, ViewportSize, expect

from directorate.kit import paths

AXE = (paths.web_dist_dir().parent / "node_modules" / "axe-core" / "axe.min.js").resolve()
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
FOUND = """async (left) => {
  const out = Object.fromEntries(left.out.map((id) => [id, { enabled: false }]));
  const options = left.only ? { runOnly: left.only } : { rules: out };
  const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} (${rule.help})`));
}"""
# Wider than the window by more than a rounding: the page itself, or its main region, scrolls sideways.
OVERFLOWING = """() => ["html", "body", "main"].flatMap((name) => [...document.querySelectorAll(name)])
  .filter((element) => element.scrollWidth > element.clientWidth + 1)
  .map((element) => `${element.tagName} is ${element.scrollWidth} in ${element.clientWidth}`)"""


async def settled(page: Page) -> None:
    """Wait until nothing is loading any more. A skeleton comes late by design, so its absence alone proves nothing."""
    await page.wait_for_load_state("networkidle")
    await expect(page.get_by_role("heading", level=1)).to_have_count(1)
    await expect(page.get_by_role("status", name="Opening")).to_have_count(0)
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    await page.evaluate("document.fonts.ready.then(() => true)")


async def use_theme(page: Page, theme: str) -> None:
    """Show the page in a theme, as its own switch does."""
    await page.evaluate("dark => document.documentElement.classList.toggle('dark', dark)", theme == "dark")


async def faults(page: Page, *, only: Sequence[str] = (), without: Sequence[str] = ()) -> list[str]:
    """Return what is wrong with the page as it stands, by all of axe's rules, only some, or all but some."""
    if not await page.evaluate("typeof axe === 'object'"):
        # Evaluated, not added as a script: the page's policy allows no other scripts than its own.
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    chosen = {"only": list(only) or None, "out": list(without)}
    return [*await page.evaluate(OVERFLOWING), *await page.evaluate(FOUND, chosen)]


async def faults_in_both_themes(page: Page, *, without: Sequence[str] = ()) -> list[str]:
    """Return what is wrong with the page; colours are all that the second theme changes."""
    found: list[str] = []
    for theme, only in (("dark", ()), ("light", ("color-contrast",))):
        await use_theme(page, theme)
        found += [f"{theme}: {fault}" for fault in await faults(page, only=only, without=without)]
    return found


async def faults_everywhere(page: Page) -> list[str]:
    """Return what is wrong with the page in both themes, on a desk and on a phone."""
    found: list[str] = []
    for size in (DESK, PHONE):
        await page.set_viewport_size(size)
        await settled(page)
        found += [f"{size['width']} px, {fault}" for fault in await faults_in_both_themes(page)]
    return found
