"""Errors over HTTP: every failure is an RFC 9457 problem with a stable code, a fix and an error id."""

from typing import cast
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from directorate.kit import db, errors, log
from directorate.kit.errors import AppError, FieldError, Invalid, Malformed, NotFound, Unavailable

logger = log.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"


class ProblemField(BaseModel):
    """One wrong field."""

    pointer: str
    message: str


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    error_id: str
    fix: str = ""
    errors: list[ProblemField] = []
    instance: str = ""


class MethodNotAllowed(AppError):
    """The path exists, the method does not."""

    status, code, title = 405, "method_not_allowed", "This method is not allowed here"


class Unexpected(AppError):
    """A failure nobody foresaw; its cause is in the log under the error id."""

    status, code, title = 500, "internal", "Something went wrong"


def problem(error: AppError, *, path: str = "", error_id: str | None = None) -> Response:
    """Return the response that tells of an error."""
    body = Problem(
        type=f"urn:directorate:problem:{error.code}",
        title=error.title,
        status=error.status,
        detail=error.detail,
        code=error.code,
        error_id=error_id or uuid4().hex,
        fix=error.fix,
        errors=[ProblemField(pointer=item.pointer, message=item.message) for item in error.errors],
        instance=path,
    )
    headers = {"Cache-Control": "no-store", **error.headers}
    return Response(body.model_dump_json(), status_code=error.status, media_type=MEDIA_TYPE, headers=headers)


def _pointer(location: tuple[int | str, ...]) -> str:
    """Return a JSON pointer: into the body, or `/query/<name>` and the like."""
    parts = [str(part) for part in location]
    if parts and parts[0] == "body":
        parts = parts[1:]
    return "/" + "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)


def _invalid(failure: RequestValidationError) -> AppError:
    found = failure.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return Malformed("The body is not JSON.", fix="Send a JSON object with Content-Type: application/json.")
    fields = [FieldError(_pointer(item["loc"]), str(item["msg"])) for item in found]
    names = ", ".join(sorted({field.pointer for field in fields}))
    return Invalid(f"These fields break a rule: {names}.", fix="Correct the named fields.", errors=fields)


def _known(failure: HTTPException, path: str) -> AppError:
    if isinstance(failure.__cause__, AppError):
        return failure.__cause__
    if failure.status_code == 404:
        return NotFound(f"There is nothing at {path}.", fix="See /openapi.json for what there is.")
    if failure.status_code == 405:
        allowed = (failure.headers or {}).get("Allow", "")
        return MethodNotAllowed(
            f"{path} does not take this method.", fix=f"Use {allowed}." if allowed else "", headers=failure.headers
        )
    return Malformed(str(failure.detail), fix="Correct the request.")


def install(app: FastAPI) -> None:
    """Make every failure of the application a problem document."""

    async def on_app_error(request: Request, failure: Exception) -> Response:
        error, error_id = cast("AppError", failure), uuid4().hex
        if error.status >= 500:
            logger.error("request.failed", code=error.code, detail=error.detail, error_id=error_id, exc_info=failure)
        return problem(error, path=request.url.path, error_id=error_id)

    async def on_validation(request: Request, failure: Exception) -> Response:
        return problem(_invalid(cast("RequestValidationError", failure)), path=request.url.path)

    async def on_http(request: Request, failure: Exception) -> Response:
        return problem(_known(cast("HTTPException", failure), request.url.path), path=request.url.path)

    async def on_database(request: Request, failure: Exception) -> Response:
        error_id = uuid4().hex
        logger.error("request.database_failed", error_id=error_id, exc_info=failure)
        error: AppError = (
            Unavailable(
                "The database is not reachable now.", fix="Try again in some seconds.", headers={"Retry-After": "2"}
            )
            if db.is_away(failure)
            else _unexpected(error_id)
        )
        return problem(error, path=request.url.path, error_id=error_id)

    async def on_anything(request: Request, failure: Exception) -> Response:
        error_id = uuid4().hex
        logger.error("request.crashed", path=request.url.path, error_id=error_id, exc_info=failure)
        return problem(_unexpected(error_id), path=request.url.path, error_id=error_id)

    app.add_exception_handler(errors.AppError, on_app_error)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    for kind in db.DATABASE_ERRORS:
        app.add_exception_handler(kind, on_database)
    app.add_exception_handler(Exception, on_anything)


def _unexpected(error_id: str) -> AppError:
    return Unexpected(
        "An unexpected failure; nothing of this request was kept.",
        fix=f"Try again. If it goes on, report the reference {error_id}.",
    )
