"""Files: kept, handed out, deleted, read and asked, and out of reach of other organizations."""

from uuid import UUID, uuid4

import pytest

from directorate.kit.context import Context
from directorate.kit.settings import get_settings
from directorate.knowledge import errors, service, storage
from directorate.knowledge.charts.series import ChartKind
from directorate.knowledge.extraction.shapes import Kind
from directorate.knowledge.models import Corpus
from directorate.knowledge.tables.clauses import Query
from directorate.knowledge.written import DocumentFormat
from tests.conftest import OpenContext
from tests.knowledge import make

LEADS = b"company,value,city\nAcme,$1200.50,Perth\nBirch,$30,Hobart\nCedar,,Perth\n"


async def test_an_uploaded_table_is_ready_with_its_columns_and_rows(ctx: Context) -> None:
    file = await service.add_file(ctx, "leads.csv", LEADS)

    assert (file.status, file.kind, file.media_type) == ("ready", Kind.TABLE, "text/csv")
    assert (file.columns, file.rows, file.pages) == (["company", "value", "city"], 3, None)


async def test_content_comes_back_byte_for_byte(ctx: Context) -> None:
    content = "Grüße\r\n".encode("cp1252")
    file = await service.add_file(ctx, "note.txt", content)

    shown, loaded = await service.read_content(ctx, file.id)

    assert (shown.name, loaded) == ("note.txt", content)


async def test_the_name_of_a_file_never_becomes_a_path(ctx: Context) -> None:
    file = await service.add_file(ctx, "../../etc/pass\u202ewd.txt", b"text")

    root = get_settings().files_dir
    kept = storage.path(root, ctx.organization_id, storage.digest(b"text"))
    assert file.name == "passwd.txt"
    assert kept.read_bytes() == b"text"
    assert kept.is_relative_to(root / ctx.organization_id.hex)


async def test_a_refused_file_leaves_nothing_behind(ctx: Context) -> None:
    content = make.pdf(["secret"], password="secret")

    with pytest.raises(errors.FileEncrypted):
        await service.add_file(ctx, "locked.pdf", content)

    assert (await service.list_files(ctx, limit=10)).items == []
    assert not storage.path(get_settings().files_dir, ctx.organization_id, storage.digest(content)).exists()


async def test_changed_content_in_the_data_folder_is_noticed(ctx: Context) -> None:
    file = await service.add_file(ctx, "note.txt", b"original")
    kept = storage.path(get_settings().files_dir, ctx.organization_id, storage.digest(b"original"))
    kept.write_bytes(b"tampered")

    with pytest.raises(errors.FileContentLost):
        await service.read_content(ctx, file.id)


async def test_files_are_listed_newest_first_page_by_page(ctx: Context) -> None:
    added = [(await service.add_file(ctx, f"{number}.txt", b"text %d" % number)).id for number in range(3)]

    first = await service.list_files(ctx, limit=2)
    second = await service.list_files(ctx, limit=2, cursor=first.next_cursor)

    assert [file.id for file in (*first.items, *second.items)] == added[::-1]
    assert second.next_cursor is None


async def test_files_are_got_in_the_order_asked_and_a_missing_one_is_named(ctx: Context) -> None:
    first = await service.add_file(ctx, "a.txt", b"a")
    second = await service.add_file(ctx, "b.txt", b"b")
    unknown = uuid4()

    found = await service.get_files(ctx, [second.id, first.id])
    with pytest.raises(errors.FileNotFound) as caught:
        await service.get_files(ctx, [first.id, unknown])

    assert [file.name for file in found] == ["b.txt", "a.txt"]
    assert caught.value.errors[0].pointer == "/file_ids/1"
    assert [file.id for file in await service.get_files(ctx, [unknown, first.id], missing_ok=True)] == [first.id]


async def test_a_pdf_is_read_by_page_with_a_source_for_each(ctx: Context) -> None:
    file = await service.add_file(ctx, "terms.pdf", make.pdf(["Notice is 30 days", "Pay in 14 days"]))

    read = await service.read_file(ctx, file.id, pages=[2])

    assert (read.page_count, read.truncated) == (1, False) or read.page_count == 2
    assert [(page.page, page.text, page.source.locator) for page in read.pages] == [(2, "Pay in 14 days", "page 2")]
    assert (read.pages[0].source.title, read.pages[0].source.file_id) == ("terms.pdf", file.id)


async def test_pages_that_do_not_exist_are_refused(ctx: Context) -> None:
    file = await service.add_file(ctx, "terms.pdf", make.pdf(["one", "two"]))

    with pytest.raises(errors.PagesNotFound, match=r"no page 7") as caught:
        await service.read_file(ctx, file.id, pages=[7])

    assert "2 pages" in caught.value.fix


async def test_a_long_text_is_cut_and_says_so(ctx: Context) -> None:
    file = await service.add_file(ctx, "long.txt", b"words and more\n" * 4_000)

    read = await service.read_file(ctx, file.id)

    assert read.truncated
    assert sum(len(page.text) for page in read.pages) == service.READ_CHARACTERS


async def test_a_table_answers_with_a_source_that_says_which_rows(ctx: Context) -> None:
    file = await service.add_file(ctx, "leads.csv", LEADS)

    all_rows = await service.query_table(ctx, file.id, Query(limit=2))
    grouped = await service.query_table(ctx, file.id, Query(group=("city",)))

    assert all_rows.source.locator == "rows 1-2 of 3"
    assert (all_rows.row_count, all_rows.total_rows) == (2, 3)
    assert (
        all_rows.source.excerpt == "company: Acme; value: 1200.5; city: Perth / company: Birch; value: 30; city: Hobart"
    )
    assert grouped.source.locator == "3 of 3 rows, grouped"
    assert grouped.rows == [{"city": "Perth", "count": 2}, {"city": "Hobart", "count": 1}]


async def test_a_sheet_is_found_by_its_name(ctx: Context) -> None:
    content = make.xlsx({"Jan": [["n"], [1]], "Feb": [["n"], [2]]})
    file = await service.add_file(ctx, "book.xlsx", content)

    february = await service.query_table(ctx, file.id, Query(), table="feb")
    with pytest.raises(errors.TableNotFound) as caught:
        await service.query_table(ctx, file.id, Query(), table="March")

    assert february.rows == [{"n": 2}]
    assert february.source.locator == "Feb, rows 1-1 of 1"
    assert caught.value.fix == "Tables: Jan, Feb."


async def test_a_text_without_a_table_says_what_to_do(ctx: Context) -> None:
    file = await service.add_file(ctx, "note.txt", b"no table here")

    with pytest.raises(errors.FileNotReadable, match="holds no table"):
        await service.query_table(ctx, file.id, Query())


async def test_a_chart_becomes_a_picture_with_an_address(ctx: Context) -> None:
    chart = await service.draw_chart(ctx, [{"x": "a", "y": 1}], ChartKind.BAR, title="Leads by city", x="x", y=["y"])

    file, content = await service.read_content(ctx, chart.file_id)
    assert (chart.name, file.media_type, file.kind) == ("leads-by-city.svg", "image/svg+xml", Kind.IMAGE)
    assert chart.url == f"/v1/organizations/{ctx.organization_id}/files/{chart.file_id}/content"
    assert content.startswith(b"<svg")


async def test_a_written_document_is_found_by_search_only_in_the_knowledge_base(ctx: Context) -> None:
    plain = await service.write_document(ctx, title="Zebra note", body="zebra one", form=DocumentFormat.MARKDOWN)
    known = await service.write_document(
        ctx, title="Zebra rule", body="zebra two", form=DocumentFormat.DOCX, corpus=Corpus.KNOWLEDGE
    )

    found = await service.search(ctx, "zebra")

    assert plain.document_id is None
    assert [passage.source.document_id for passage in found.passages] == [known.document_id]
    assert [document.title for document in (await service.list_documents(ctx, limit=9)).items] == ["Zebra rule"]


async def test_a_deleted_file_is_no_longer_found_read_or_listed(ctx: Context) -> None:
    file = await service.add_file(ctx, "note.txt", b"unique walrus")

    await service.delete_file(ctx, file.id)

    assert (await service.list_files(ctx, limit=9)).items == []
    for attempt in (service.get_file(ctx, file.id), service.read_file(ctx, file.id), service.delete_file(ctx, file.id)):
        with pytest.raises(errors.FileNotFound):
            await attempt
    with pytest.raises(errors.FileNotFound):
        await service.search(ctx, "walrus", file_ids=[file.id])


async def test_another_organization_sees_nothing(open_context: OpenContext, make_organization: object) -> None:
    async with open_context() as ctx:
        file = await service.add_file(ctx, "leads.csv", LEADS)
        await service.write_document(
            ctx, title="Rates", body="A day costs 900", form=DocumentFormat.TEXT, corpus=Corpus.KNOWLEDGE
        )
    stranger: UUID = await make_organization("Stranger")  # type: ignore[operator]

    async with open_context(stranger) as other:
        assert (await service.list_files(other, limit=9)).items == []
        assert (await service.list_documents(other, limit=9)).items == []
        result = await service.search(other, "Acme day costs Perth")
        assert (result.passages, result.searched_documents) == ([], 0)
        for attempt in (
            service.get_file(other, file.id),
            service.read_content(other, file.id),
            service.read_file(other, file.id),
            service.query_table(other, file.id, Query()),
            service.delete_file(other, file.id),
            service.search(other, "Acme", file_ids=[file.id]),
        ):
            with pytest.raises(errors.FileNotFound):
                await attempt
    async with open_context() as ctx:
        assert (await service.get_file(ctx, file.id)).name == "leads.csv"
