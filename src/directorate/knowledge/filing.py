"""The verbs of files: keep, list, hand out, delete. Other domains call them through `service`."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from directorate.kit import paths
from directorate.kit.context import Context
from directorate.kit.cursor import Page, page
from directorate.kit.errors import FieldError
from directorate.kit.ids import uuid7
from directorate.kit.settings import get_settings
from directorate.knowledge import errors, extract, indexing, naming, queries, storage
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits
from directorate.knowledge.models import Corpus, Document, File, FilePart, Origin, PartKind
from directorate.knowledge.schemas import FileView


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a file's text is searched, under which title, and by which key a loader finds it again."""

    corpus: Corpus = Corpus.FILE
    title: str = ""
    source_key: str | None = None


def limits() -> Limits:
    """What one upload may cost."""
    return Limits(max_bytes=get_settings().upload_limit_bytes)


async def add_file(
    ctx: Context,
    name: str,
    content: bytes,
    *,
    origin: Origin = Origin.UPLOADED,
    placement: Placement = Placement(),
) -> FileView:
    """Keep a file: read it, store its bytes and its parts, and make its text searchable. It is ready on return.

    Raises:
        FileTooLarge, FileEmpty, FileTypeMismatch, FileTypeUnsupported, FileEncrypted, FileMalformed, FileTooComplex:
            nothing was kept.
    """
    name = naming.safe_name(name)
    extraction = await extract.read_file(name, content, limits())
    sha256 = await asyncio.to_thread(storage.save, get_settings().files_dir, ctx.organization_id, content)
    table = extraction.tables[0] if extraction.tables else None
    file = File(
        id=uuid7(),
        name=name,
        media_type=extraction.media_type,
        kind=extraction.kind.value,
        status="ready",
        origin=origin.value,
        sha256=sha256,
        size_bytes=len(content),
        page_count=extraction.page_count,
        row_count=len(table.rows) if table else None,
        columns=table.columns if table else None,
        width=extraction.width,
        height=extraction.height,
        notice=extraction.notice,
        created_by=ctx.actor.reference,
        created_at=ctx.now(),
    )
    ctx.session.add(file)
    await ctx.session.flush()
    ctx.session.add_all(await asyncio.to_thread(_parts, file.id, extraction))
    await _index(ctx, file, extraction, placement)
    return file_view(file)


def _parts(file_id: UUID, extraction: Extraction) -> list[FilePart]:
    pages = [
        FilePart(file_id=file_id, kind=PartKind.PAGE.value, position=at, number=item.number, text=item.text)
        for at, item in enumerate(extraction.pages)
    ]
    tables = [
        FilePart(
            file_id=file_id,
            kind=PartKind.TABLE.value,
            position=len(pages) + at,
            number=at + 1,
            name=item.name,
            columns=item.columns,
            row_count=len(item.rows),
            packed_rows=indexing.pack(item.rows),
        )
        for at, item in enumerate(extraction.tables)
    ]
    return pages + tables


async def _index(ctx: Context, file: File, extraction: Extraction, placement: Placement) -> None:
    title = placement.title or naming.title_of(file.name)
    index = await asyncio.to_thread(indexing.build, title, extraction)
    if not index.passages:
        return
    document = Document(
        id=uuid7(),
        file_id=file.id,
        title=title,
        corpus=placement.corpus.value,
        source_key=placement.source_key,
        passage_count=len(index.passages),
        term_count=index.term_count,
        created_at=ctx.now(),
    )
    ctx.session.add(document)
    await ctx.session.flush()
    await queries.insert_index(ctx, document.id, index.passages, index.postings)


def file_view(file: File) -> FileView:
    """A file as other domains and the API see it."""
    return FileView(
        id=file.id,
        name=file.name,
        media_type=file.media_type,
        kind=Kind(file.kind),
        status="ready" if file.status == "ready" else "failed",
        origin=Origin(file.origin),
        size_bytes=file.size_bytes,
        pages=file.page_count,
        rows=file.row_count,
        columns=file.columns,
        width=file.width,
        height=file.height,
        notice=file.notice,
        created_at=file.created_at,
    )


async def add_sample(ctx: Context, name: str) -> FileView:
    """Keep one of the sample files that agents' sample tasks name, once; the one kept before is returned again.

    Raises:
        FileNotFound: there is no sample of that name.
    """
    folder = paths.catalog_dir() / "demo" / "files"
    if name not in {path.name for path in await asyncio.to_thread(lambda: list(folder.iterdir()))}:
        raise errors.FileNotFound(
            f"There is no sample file {name}.",
            fix="Use a name that an agent's sample task lists.",
            errors=[FieldError("/name", "is not the name of a sample file")],
        )
    content = await asyncio.to_thread((folder / name).read_bytes)
    known = await queries.file_with_content(ctx, name, storage.digest(content))
    return file_view(known) if known else await add_file(ctx, name, content)


async def list_files(ctx: Context, *, limit: int, cursor: str | None = None) -> Page[FileView]:
    """The organization's files, newest first."""
    rows = await queries.files_page(ctx, limit=limit, cursor=cursor)
    return page(rows, limit, lambda row: (row.created_at, row.id), file_view)


async def get_files(ctx: Context, file_ids: Sequence[UUID], *, missing_ok: bool = False) -> list[FileView]:
    """The files with those ids, in that order.

    Raises:
        FileNotFound: one of them is not there (not with `missing_ok`, which leaves it out).
    """
    found = await queries.files_by_id(ctx, file_ids)
    missing = [item for item in file_ids if item not in found]
    if missing and not missing_ok:
        raise _no_file(missing[0], f"/file_ids/{list(file_ids).index(missing[0])}")
    return [file_view(found[item]) for item in file_ids if item in found]


async def get_file(ctx: Context, file_id: UUID) -> FileView:
    """One file.

    Raises:
        FileNotFound: it is not there.
    """
    return file_view(await find_file(ctx, file_id))


async def find_file(ctx: Context, file_id: UUID) -> File:
    """The row of a file.

    Raises:
        FileNotFound: it is not there.
    """
    found = await queries.files_by_id(ctx, [file_id])
    if file_id not in found:
        raise _no_file(file_id, "/file_id")
    return found[file_id]


def _no_file(file_id: UUID, pointer: str) -> errors.FileNotFound:
    detail = f"There is no file {file_id} in this organization."
    fix = "Use the id of a file in the list of files; it may have been deleted."
    return errors.FileNotFound(detail, fix=fix, errors=[FieldError(pointer, "is not the id of a file")])


async def read_content(ctx: Context, file_id: UUID) -> tuple[FileView, bytes]:
    """A file and its bytes.

    Raises:
        FileNotFound: it is not there.
        FileContentLost: its bytes are not in the data folder.
    """
    file = await find_file(ctx, file_id)
    content = await asyncio.to_thread(storage.load, get_settings().files_dir, ctx.organization_id, file.sha256)
    return file_view(file), content


async def delete_file(ctx: Context, file_id: UUID) -> None:
    """Delete a file (softly) and its text, tables and index (for good). Its bytes stay until erasure.

    Raises:
        FileNotFound: it is not there.
    """
    await find_file(ctx, file_id)
    await queries.delete_derived(ctx, file_id)
    await queries.mark_deleted(ctx, file_id)
    ctx.session.expire_all()
