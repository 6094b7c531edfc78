"""Serves the built page: hashed assets for ever, the rest never cached, unknown paths to the page's own router."""

import base64
import hashlib
import mimetypes
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from directorate.entrypoints import problems
from directorate.kit.errors import NotFound

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
NOT_BUILT = "<!doctype html><title>Directorate</title><p>The page is not built yet. Run <code>make run</code>."


def content_security_policy(index: Path) -> str:
    """Return the policy of the page; its inline scripts (the theme, before paint) are allowed by their hashes."""
    found = INLINE_SCRIPT.findall(index.read_bytes()) if index.is_file() else []
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" for text in found)
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


class Page:
    """The built page in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.policy = content_security_policy(self.folder / "index.html")

    async def serve(self, request: Request) -> Response:
        """Return the file of a path, the page itself for its own routes, a problem under `/v1`."""
        path = request.path_params.get("path", "")
        if path.split("/")[0] in ("v1", "sandbox", "openapi.json"):
            error = NotFound(f"There is nothing at /{path}.", fix="See /openapi.json for what there is.")
            return problems.problem(error, path=f"/{path}")
        file = (self.folder / path).resolve()
        if path and file.is_relative_to(self.folder) and file.is_file():
            return self._file(request, file)
        if path.startswith("assets/"):
            return Response(status_code=404)
        return self._index()

    def _index(self) -> Response:
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": self.policy}
        index = self.folder / "index.html"
        if not index.is_file():
            return HTMLResponse(NOT_BUILT, status_code=503, headers=headers)
        return HTMLResponse(index.read_bytes(), headers=headers)

    def _file(self, request: Request, file: Path) -> Response:
        hashed = file.parent.name == "assets"
        headers = {"Cache-Control": "public, max-age=31536000, immutable" if hashed else "no-cache"}
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        accepted = request.headers.get("accept-encoding", "")
        for name, suffix in ENCODINGS:
            packed = file.with_name(file.name + suffix)
            if name in accepted and packed.is_file():
                headers |= {"Content-Encoding": name, "Vary": "Accept-Encoding"}
                return FileResponse(packed, media_type=media_type, headers=headers)
        return FileResponse(file, media_type=media_type, headers=headers)
