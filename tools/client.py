"""The page's typed client: generated from the API's own document by `write`, compared with it by `check`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from directorate.entrypoints import api_document
from steps import ROOT

WEB = ROOT / "web"
SCHEMA = WEB / "src" / "lib" / "api" / "schema.d.ts"


def main(arguments: list[str]) -> int:
    """Generate the client, or tell whether it is current. Returns an exit code."""
    with tempfile.TemporaryDirectory(prefix="client-") as scratch:
        document, fresh = Path(scratch) / "openapi.json", Path(scratch) / SCHEMA.name
        document.write_text(api_document.text(), encoding="utf-8")
        generator = WEB / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
        command = ["node", str(generator), str(document), "--output", str(fresh), "--alphabetize"]
        subprocess.run(command, cwd=WEB, env={**os.environ, "NO_COLOR": "1"}, check=True, capture_output=True)
        text = fresh.read_text(encoding="utf-8")
    if arguments == ["write"]:
        SCHEMA.write_text(text, encoding="utf-8")
        print(f"Wrote {SCHEMA.relative_to(ROOT)}.")
        return 0
    if not SCHEMA.is_file() or SCHEMA.read_text(encoding="utf-8") != text:
        print(f"{SCHEMA.relative_to(ROOT)} is not what the API says.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
