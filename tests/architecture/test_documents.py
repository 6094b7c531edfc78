"""What the documents name is there: pages they link, commands, make targets, settings, source files, layers."""

import configparser
import re
from pathlib import Path

import pytest
from typer.main import get_command

from directorate.entrypoints.cli import app
from directorate.kit import settings
from tests.architecture.checkout import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?://)([^)#]+)")
SETTING = re.compile(r"\b(?:DIRECTORATE_[A-Z_]+|OPENAI_[A-Z_]+|DATABASE_URL)\b")
SOURCE = re.compile(r"`((?:kit|identity|agents|chat|llm|knowledge|marketplace|integrations|entrypoints)/[\w/]+\.py)`")
OF_TESTS = {"DIRECTORATE_TEST_PREFIX"}


@each_page
def test_a_linked_page_exists(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@each_page
def test_a_named_command_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    commands = set(get_command(app).commands)  # pyright: ignore
    assert set(re.findall(r"(?:^|`)directorate ([a-z-]+)", text, re.MULTILINE)) <= commands
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) <= targets


@each_page
def test_a_named_setting_and_source_file_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = set(re.findall(r"^# ([A-Z_]+)=", settings.env_example(), re.MULTILINE)) | OF_TESTS
    named = set(SETTING.findall(text)) - {"TEST_DATABASE_URL"}
    assert named <= known
    for source in SOURCE.findall(text):
        assert (ROOT / "src" / "directorate" / source).is_file(), source


def test_the_picture_of_the_architecture_shows_every_layer_and_what_does_not_exist_yet() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = set(re.findall(r"\w+", contracts["importlinter:contract:layers"]["layers"]))
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    there = {path.name for path in (ROOT / "src" / "directorate").iterdir() if (path / "__init__.py").is_file()}
    assert set(re.findall(r"<b>(\w+)</b>", text)) == there
    assert set(re.findall(r"<i>(\w+)</i>", text)) == layers - there
