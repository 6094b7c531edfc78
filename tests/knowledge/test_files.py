"""Files: kept, handed out, deleted, and out of reach of other organizations."""

from directorate.kit.context import Context
from directorate.kit.settings import get_settings
from directorate.knowledge import service, storage
from directorate.knowledge.extraction.shapes import Kind


async def test_an_uploaded_table_is_ready_with_its_columns_and_rows(ctx: Context) -> None:
    file = await service.add_file(ctx, "leads.csv", b"company,value\nAcme,12\nBirch,30\n")

    assert (file.status, file.kind, file.media_type) == ("ready", Kind.TABLE, "text/csv")
    assert (file.columns, file.rows, file.pages) == (["company", "value"], 2, None)


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
