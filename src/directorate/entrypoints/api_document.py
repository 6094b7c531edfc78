"""The API's OpenAPI document as text, the source of the page's typed client."""

import json

from directorate.entrypoints import api
from directorate.kit.settings import get_settings


def text() -> str:
    """Return the document, indented, with its keys in a stable order."""
    return json.dumps(api.create_app(get_settings()).openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
