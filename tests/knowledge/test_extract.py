"""Reading files: what good ones hold, and how bad ones are refused."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from directorate.kit.errors import AppError
from directorate.knowledge import errors, extract
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits
from tests.knowledge import make

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORDS = [("Heading 1", "Aims"), ("Normal", "More clients."), ("List Bullet", "by June")]


@dataclass
class Good:
    name: str
    content: bytes
    kind: Kind
    check: Callable[[Extraction], bool]


GOOD = [
    Good("plain.txt", b"hello", Kind.TEXT, lambda x: x.pages[0].text == "hello"),
    Good("README", b"no ending", Kind.TEXT, lambda x: x.media_type == "text/plain"),
    Good("latin.txt", "Müller".encode("cp1252"), Kind.TEXT, lambda x: x.pages[0].text == "Müller"),
    Good("wide.txt", "Müller".encode("utf-16"), Kind.TEXT, lambda x: x.pages[0].text == "Müller"),
    Good(
        "wide-no-mark.csv",
        "name,size\nMax,3\n".encode("utf-16-le"),
        Kind.TABLE,
        lambda x: x.tables[0].rows == [["Max", "3"]],
    ),
    Good("notes.md", b"# Title\n\ntext", Kind.TEXT, lambda x: x.media_type == "text/markdown"),
    Good(
        "semicolon.csv", b"name;price\nA;1,5\nB;2,25\n", Kind.TABLE, lambda x: x.tables[0].columns == ["name", "price"]
    ),
    Good("tab.tsv", b"a\tb\n1\t2\n", Kind.TABLE, lambda x: x.tables[0].rows == [["1", "2"]]),
    Good("pipe.csv", b"a|b\nx|y\n", Kind.TABLE, lambda x: x.tables[0].columns == ["a", "b"]),
    Good("sep.csv", b"sep=;\na;b\n1;2\n", Kind.TABLE, lambda x: x.tables[0].rows == [["1", "2"]]),
    Good(
        "quoted.csv",
        b'name,note\nA,"line one\nline two, still"\n',
        Kind.TABLE,
        lambda x: x.tables[0].rows == [["A", "line one\nline two, still"]],
    ),
    Good("inner.csv", b'size,name\n5,3" pipe\n', Kind.TABLE, lambda x: x.tables[0].rows == [["5", '3" pipe']]),
    Good(
        "ragged.csv",
        b"a,b,c\n1,2\n3,4,5,6\n7,8,9\n",
        Kind.TABLE,
        lambda x: x.tables[0].columns == ["a", "b", "c", "column_4"] and x.notice.startswith("2 of 4"),
    ),
    Good(
        "double.csv",
        b"name,name,\nA,B,C\n",
        Kind.TABLE,
        lambda x: x.tables[0].columns == ["name", "name_2", "column_3"],
    ),
    Good("headless.csv", b"1,2\n3,4\n", Kind.TABLE, lambda x: x.tables[0].columns == ["column_1", "column_2"]),
    Good(
        "titled.csv",
        b"Sales report,,\n,,\nregion,q1,q2\nN,1,2\n",
        Kind.TABLE,
        lambda x: x.tables[0].columns == ["region", "q1", "q2"],
    ),
    Good(
        "records.json",
        b'{"items": [{"a": 0.10, "b": null}, {"a": 2, "c": true}]}',
        Kind.TABLE,
        lambda x: x.tables[0].rows == [["0.10", "", ""], ["2", "", "true"]],
    ),
    Good("object.json", b'{"a": {"b": 1}}', Kind.TEXT, lambda x: '"b": 1' in x.pages[0].text),
    Good(
        "page.html",
        b"<!doctype html><title>T</title><script>steal()</script><h1>Hi <b>you</b></h1><p>one<br>two",
        Kind.TEXT,
        lambda x: x.pages[0].text == "# T\n\n# Hi you\n\none\ntwo",
    ),
    Good(
        "table.html",
        b"<html><table><tr><th>a<th>b<tr><td>1<td>2</table>",
        Kind.TEXT,
        lambda x: x.tables[0].rows == [["1", "2"]],
    ),
    Good(
        "two.pdf",
        make.pdf(["First page", "Second page"]),
        Kind.TEXT,
        lambda x: [p.text for p in x.pages] == ["First page", "Second page"],
    ),
    Good(
        "owner.pdf",
        make.pdf(["Open to read"], owner_password="secret"),
        Kind.TEXT,
        lambda x: x.pages[0].text == "Open to read",
    ),
    Good(
        "half-scan.pdf",
        make.pdf(["Text", ""]),
        Kind.TEXT,
        lambda x: x.notice == "Without a text layer, so not read: page 2.",
    ),
    Good(
        "scan.pdf",
        make.pdf(["", ""]),
        Kind.TEXT,
        lambda x: not x.pages and x.page_count == 2 and "no text recognition" in x.notice,
    ),
    Good(
        "words.docx",
        make.docx(WORDS, [["a", "b"], ["1", "2"]]),
        Kind.TEXT,
        lambda x: (
            x.pages[0].text == "# Aims\n\nMore clients.\n\n- by June\n\na | b\n1 | 2"
            and x.tables[0].rows == [["1", "2"]]
        ),
    ),
    Good(
        "slides.pptx",
        make.pptx([("Plan", "Step one", "say hello")]),
        Kind.TEXT,
        lambda x: x.pages[0].text == "# Plan\n\nStep one\n\nNotes: say hello",
    ),
    Good(
        "book.xlsx",
        make.xlsx({"Q1": [["n", "v"], ["x", 0.1 + 0.2], ["y", True]], "Secret": [["k"], [1]]}, hidden=["Secret"]),
        Kind.TABLE,
        lambda x: (
            x.tables[0].rows == [["x", "0.3"], ["y", "true"]] and x.notice == "Hidden sheets were left out: Secret."
        ),
    ),
    Good(
        "dot.png",
        make.png(16, 32),
        Kind.IMAGE,
        lambda x: (x.width, x.height) == (16, 32) and "No text recognition" in x.notice,
    ),
    Good(
        "icon.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 30"></svg>',
        Kind.IMAGE,
        lambda x: (x.width, x.height) == (20, 30),
    ),
]


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
async def test_a_good_file_is_read(case: Good) -> None:
    read = await extract.read_file(case.name, case.content)

    assert read.kind is case.kind
    assert case.check(read), read


@dataclass
class Bad:
    label: str
    name: str
    content: bytes
    error: type[AppError]
    says: str


BAD = [
    Bad("empty", "a.txt", b"", errors.FileEmpty, "empty"),
    Bad("blank", "a.txt", b" \n\t ", errors.FileEmpty, "empty"),
    Bad("header only blank cells", "a.csv", b",,\n,,\n", errors.FileEmpty, "no filled cell"),
    Bad("empty page", "a.html", b"<html><script>1</script></html>", errors.FileEmpty, "no text"),
    Bad("empty workbook", "a.xlsx", make.xlsx({"S": []}), errors.FileEmpty, "No visible sheet"),
    Bad("program named pdf", "a.pdf", b"MZ\x90\x00\x03\x00\x00\x00" * 64, errors.FileTypeMismatch, "Windows program"),
    Bad("program", "setup.exe", b"MZ\x90\x00\x03\x00\x00\x00" * 64, errors.FileTypeUnsupported, "Windows program"),
    Bad("word file named pdf", "a.pdf", make.docx(WORDS), errors.FileTypeMismatch, "Word document"),
    Bad("pdf named docx", "a.docx", make.pdf(["x"]), errors.FileTypeMismatch, "PDF document"),
    Bad(
        "page named csv",
        "export.csv",
        b"<!DOCTYPE html><html><body>Please sign in",
        errors.FileTypeMismatch,
        "HTML page",
    ),
    Bad("text named png", "a.png", b"hello", errors.FileTypeMismatch, "plain text"),
    Bad("archive", "a.zip", make.archive({"a.txt": b"x"}), errors.FileTypeUnsupported, "ZIP archive"),
    Bad("archive named docx", "a.docx", make.archive({"a.txt": b"x"}), errors.FileTypeMismatch, "ZIP archive"),
    Bad("gzip", "a.gz", b"\x1f\x8b\x08" + b"\x00" * 40, errors.FileTypeUnsupported, "gzip"),
    Bad("old word", "a.doc", OLE + b"\x00" * 600, errors.FileTypeUnsupported, "97 to 2003"),
    Bad(
        "open document",
        "a.odt",
        make.archive({"mimetype": b"x", "content.xml": b"x"}),
        errors.FileTypeUnsupported,
        "OpenDocument",
    ),
    Bad("binary noise", "a.txt", bytes(range(256)) * 8, errors.FileTypeMismatch, "binary"),
    Bad("encrypted pdf", "a.pdf", make.pdf(["x"], password="secret"), errors.FileEncrypted, "password"),
    Bad(
        "encrypted office",
        "a.docx",
        OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600,
        errors.FileEncrypted,
        "password",
    ),
    Bad("pdf of noise", "a.pdf", b"%PDF-1.7\n" + b"noise " * 50, errors.FileMalformed, "damaged"),
    Bad("cut docx", "a.docx", make.docx(WORDS)[:-800], errors.FileMalformed, "cut short"),
    Bad(
        "docx without a body",
        "a.docx",
        make.archive({"word/document.xml": b"<broken"}),
        errors.FileMalformed,
        "damaged",
    ),
    Bad("cut xlsx part", "a.xlsx", make.archive({"xl/workbook.xml": b"<workbook"}), errors.FileMalformed, "damaged"),
    Bad("cut png", "a.png", make.png(3, 3)[:20], errors.FileMalformed, "cut short"),
    Bad("broken json", "a.json", b'[{"a": 1},', errors.FileMalformed, "line 1, column 11"),
    Bad("deep json", "a.json", b"[" * 200_000, errors.FileTooComplex, "nested"),
    Bad("quote never closed", "a.csv", b'a,b\n1,"open\n2,3\n', errors.FileMalformed, "never closed"),
    Bad(
        "zip bomb",
        "a.docx",
        make.archive({"word/document.xml": b"0" * 80_000_000}),
        errors.FileTooComplex,
        "unpacks to",
    ),
    Bad(
        "entities in a word file",
        "a.docx",
        make.archive({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "lol">]><a>&b;</a>'}),
        errors.FileMalformed,
        "damaged",
    ),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.label)
async def test_a_bad_file_is_refused_with_the_rule_and_the_fix(case: Bad) -> None:
    with pytest.raises(case.error) as caught:
        await extract.read_file(case.name, case.content)

    assert case.says in caught.value.detail
    assert caught.value.fix


SMALL = Limits(max_pages=3, max_cells=10, max_columns=5)
OVER = [
    Bad("too large", "a.txt", b"x" * 2000, errors.FileTooLarge, "limit"),
    Bad("too many pages", "a.pdf", make.pdf(["x"] * 4), errors.FileTooComplex, "4 pages; the limit is 3"),
    Bad("too many slides", "a.pptx", make.pptx([("t", "b", "n")] * 4), errors.FileTooComplex, "4 slides"),
    Bad("too many cells", "a.csv", b"a,b\n" + b"1,2\n" * 9, errors.FileTooComplex, "more than 10 cells"),
    Bad("too many columns", "a.csv", b"a,b,c,d,e,f\n", errors.FileTooComplex, "6 columns"),
    Bad("too many sheet cells", "a.xlsx", make.xlsx({"S": [[1, 2]] * 9}), errors.FileTooComplex, "more than 10 cells"),
]


@pytest.mark.parametrize("case", OVER, ids=lambda case: case.label)
async def test_a_file_over_a_limit_is_refused(case: Bad) -> None:
    limits = replace(SMALL, max_bytes=1000) if case.error is errors.FileTooLarge else SMALL
    with pytest.raises(case.error) as caught:
        await extract.read_file(case.name, case.content, limits)

    assert case.says in caught.value.detail
    assert caught.value.fix


async def test_thirty_megabytes_are_too_large_by_default() -> None:
    with pytest.raises(errors.FileTooLarge, match="larger than 25 MB"):
        await extract.read_file("big.txt", b"x" * 30 * 1024**2)


async def test_a_reader_that_takes_too_long_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(errors.FileTooComplex, match="takes more than"):
        await extract.read_file("big.csv", b"a,b,c,d\n" + b"1,2,3,4\n" * 300_000, Limits(timeout_s=0.2))

    assert time.monotonic() - started < 5


async def test_a_reader_that_needs_too_much_memory_is_stopped() -> None:
    rows = "\n".join(f"{row:09},{row:010},{row:011},{row:012}" for row in range(250_000))

    with pytest.raises(errors.FileTooComplex, match="memory"):
        await extract.read_file("big.csv", f"a,b,c,d\n{rows}".encode(), Limits(memory_bytes=120_000_000))


async def test_sheets_that_claim_a_million_columns_are_read_by_what_they_hold() -> None:
    content = make.xlsx({"S": [["a", "b"], [1, 2]]})

    read = await extract.read_file("claims.xlsx", content)

    assert read.tables[0].columns == ["a", "b"]


async def test_text_is_cleaned_of_what_a_database_cannot_hold() -> None:
    read = await extract.read_file("a.json", b'{"a": "x\\u0000y\\ud800z"}')

    assert read.pages[0].text.encode()
    assert "\x00" not in read.pages[0].text
