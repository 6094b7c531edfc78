"""Files, documents and memories over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response, status
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from directorate.identity.access import PROBLEMS, Member, Viewer, problems
from directorate.kit.cursor import Limit, Page
from directorate.kit.errors import FieldError
from directorate.knowledge import extract, naming, service
from directorate.knowledge.errors import UploadMalformed
from directorate.knowledge.models import Scope
from directorate.knowledge.schemas import DocumentView, FileView, MemoryIn, MemoryView, SampleIn

router = APIRouter(prefix="/v1/organizations/{org_id}", tags=["knowledge"], responses=PROBLEMS)
_UPLOAD_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
_CONTENT_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
_BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.post(
    "/files",
    operation_id="upload_file",
    status_code=status.HTTP_201_CREATED,
    responses=problems(413, 415),
    openapi_extra=_UPLOAD_BODY,
)
async def upload_file(ctx: Member, request: Request) -> FileView:
    """Upload a file as the form field `file`. It has been read when the answer comes."""
    # The sender may be slow: no connection is held while the body comes in.
    await ctx.session.commit()
    name, content = await _uploaded(request)
    return await service.add_file(ctx, name, content)


async def _uploaded(request: Request) -> tuple[str, bytes]:
    """The name and the bytes of the form's file. Bodies far over the limit are refused before they come here."""
    try:
        async with request.form(max_files=1, max_fields=8) as form:
            part = form.get("file")
            if not isinstance(part, UploadFile):
                raise _no_file("The form has no file in the field `file`.")
            extract.refuse_size(part.size or 0, service.limits())
            # Browsers write a quotation mark in a name so (HTML standard, "multipart form data").
            return (part.filename or "file").replace("%22", '"'), await part.read()
    except HTTPException as error:
        raise _no_file(f"The form cannot be read: {error.detail}") from error


def _no_file(detail: str) -> UploadMalformed:
    fix = "Send multipart/form-data with one file in the field `file`."
    return UploadMalformed(detail, fix=fix, errors=[FieldError("/file", "needs one file")])


@router.post("/files/samples", operation_id="add_sample_file", status_code=status.HTTP_201_CREATED)
async def add_sample_file(ctx: Member, body: SampleIn) -> FileView:
    """Put one of the sample files that agents' sample tasks name among the organization's files, once."""
    return await service.add_sample(ctx, body.name)


@router.get("/files", operation_id="list_files")
async def list_files(ctx: Viewer, limit: Limit = 50, cursor: str | None = None) -> Page[FileView]:
    """List the organization's files, newest first."""
    return await service.list_files(ctx, limit=limit, cursor=cursor)


@router.get("/files/{file_id}", operation_id="get_file")
async def get_file(ctx: Viewer, file_id: UUID) -> FileView:
    """Return what is known of a file."""
    return await service.get_file(ctx, file_id)


@router.get("/files/{file_id}/content", operation_id="download_file", response_class=Response, responses=_BYTES)
async def download_file(ctx: Viewer, file_id: UUID) -> Response:
    """Download a file. Browsers save it; nothing in it can run as a page of this server."""
    file, content = await service.read_content(ctx, file_id)
    headers = _CONTENT_HEADERS | {"Content-Disposition": naming.disposition(file.name)}
    return Response(content, media_type=file.media_type, headers=headers)


@router.delete("/files/{file_id}", operation_id="delete_file", status_code=status.HTTP_204_NO_CONTENT)
async def delete_file(ctx: Member, file_id: UUID) -> None:
    """Delete a file; it is no longer found, read or cited."""
    await service.delete_file(ctx, file_id)


@router.get("/documents", operation_id="list_documents")
async def list_documents(ctx: Viewer, limit: Limit = 50, cursor: str | None = None) -> Page[DocumentView]:
    """List the documents of the knowledge base, newest first."""
    return await service.list_documents(ctx, limit=limit, cursor=cursor)


@router.get("/memories", operation_id="list_memories")
async def list_memories(
    ctx: Viewer,
    scope: Annotated[Scope | None, Query()] = None,
    agent_code: Annotated[str | None, Query(max_length=80)] = None,
    limit: Limit = 50,
    cursor: str | None = None,
) -> Page[MemoryView]:
    """List what is remembered for the organization, its agents and the person who asks, newest first."""
    return await service.list_memories(ctx, limit=limit, cursor=cursor, scope=scope, agent_code=agent_code)


@router.post("/memories", operation_id="add_memory", status_code=status.HTTP_201_CREATED)
async def add_memory(ctx: Member, body: MemoryIn) -> MemoryView:
    """Remember a fact for later conversations."""
    return await service.add_memory(ctx, body)


@router.put("/memories/{memory_id}", operation_id="replace_memory")
async def replace_memory(ctx: Member, memory_id: UUID, body: MemoryIn) -> MemoryView:
    """Correct a remembered fact."""
    return await service.replace_memory(ctx, memory_id, body)


@router.delete("/memories/{memory_id}", operation_id="delete_memory", status_code=status.HTTP_204_NO_CONTENT)
async def delete_memory(ctx: Member, memory_id: UUID) -> None:
    """Forget a remembered fact."""
    await service.delete_memory(ctx, memory_id)
