"""Documents that agents write: each format reads back, none carries a script or a formula."""

import csv
import io

import pytest

from directorate.knowledge import extract, written
from directorate.knowledge.errors import DocumentInvalid
from directorate.knowledge.written import DocumentFormat

BODY = """Intro with **bold**, *italic*, `code` and [a link](https://example.org/a?b=1).

## Steps

1. First
2. Second

- one point

| Item | Price |
|------|------:|
| =SUM(A1) | -5 |
| @cmd | 1,200 |

> quoted
"""


@pytest.mark.parametrize("form", list(DocumentFormat))
async def test_what_is_written_can_be_read_again(form: DocumentFormat) -> None:
    content = written.content("Plan for June", BODY, form)

    read = await extract.read_file(f"plan.{form.extension}", content)

    if form is DocumentFormat.CSV:
        assert read.tables[0].columns == ["Item", "Price"]
        return
    assert "Plan for June" in read.pages[0].text
    assert "First" in read.pages[0].text
    assert "quoted" in read.pages[0].text


def test_no_cell_of_a_csv_starts_a_formula() -> None:
    content = written.content("Prices", BODY, DocumentFormat.CSV).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(content)))

    assert rows == [["Item", "Price"], ["'=SUM(A1)", "-5"], ["'@cmd", "1,200"]]


def test_html_holds_text_and_no_script() -> None:
    body = '<script>alert(1)</script>\n\n[x](javascript:alert(2)) <img src=x onerror="alert(3)">'

    html = written.content("A <b>title</b>", body, DocumentFormat.HTML).decode()

    assert "<script" not in html
    assert "javascript:" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<h1>A &lt;b&gt;title&lt;/b&gt;</h1>" in html


def test_markdown_gets_its_title_once() -> None:
    plain = written.content("Plan", "text", DocumentFormat.MARKDOWN).decode()
    titled = written.content("Plan", "# Plan\n\ntext", DocumentFormat.MARKDOWN).decode()

    assert plain == titled == "# Plan\n\ntext\n"


@pytest.mark.parametrize(
    ("title", "body", "form", "pointer"),
    [
        (" ", "text", DocumentFormat.MARKDOWN, "/title"),
        ("t", " \n", DocumentFormat.MARKDOWN, "/body"),
        ("t", "x" * 1_000_001, DocumentFormat.TEXT, "/body"),
        ("t", 'a,b\n"open', DocumentFormat.CSV, "/body"),
    ],
)
def test_what_cannot_be_written_is_refused(title: str, body: str, form: DocumentFormat, pointer: str) -> None:
    with pytest.raises(DocumentInvalid) as caught:
        written.content(title, body, form)

    assert caught.value.errors[0].pointer == pointer
    assert caught.value.fix
