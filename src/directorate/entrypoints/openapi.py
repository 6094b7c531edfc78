"""The OpenAPI document: FastAPI's own, with every operation's failures documented as problem documents."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from directorate.entrypoints.problems import MEDIA_TYPE, Problem

REFERENCE = "#/components/schemas/Problem"


def install(app: FastAPI) -> None:
    """Replace the application's document by one that names problems instead of FastAPI's validation errors."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document


def _document(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, openapi_version="3.1.0"
    )
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    definition = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(definition.pop("$defs", {}))
    schemas["Problem"] = definition
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path in made["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = {
                "description": "A problem: see `code`, `detail` and `fix`",
                "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE}}},
            }
    return made
