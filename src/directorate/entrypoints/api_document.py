"""The API's OpenAPI document as text, the source of the page's typed client."""

import json

from directorate.entrypoints import api
from directorate.kit.db import Database
from directorate.kit.settings import get_settings


def text() -> str:
    """Return the document, indented, with its keys in a stable order."""
    # The document needs no database; this one is never connected to.
    app = api.create_app(get_settings(), Database("postgresql://localhost/none"))
    return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
