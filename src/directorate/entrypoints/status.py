"""`directorate status`: which processes use this home folder and whether the product is ready."""

import json
import urllib.error
import urllib.request
from pathlib import Path

from directorate.entrypoints import running
from directorate.entrypoints.terminal import duration, size
from directorate.kit.settings import Settings

NOTHING_RUNS = 3
TIMEOUT_S = 5.0


def report(settings: Settings) -> int:
    """Print the state. Returns 0 when all is ready, 1 when not, 3 when nothing runs."""
    processes = running.found(settings.home)
    print(f"Home: {settings.home}")
    if not processes:
        print("Nothing runs. Start it: make run, or directorate up")
        return NOTHING_RUNS
    states = [_print_process(process) for process in processes]
    print(f"Database: {'by DATABASE_URL' if settings.database_url else 'embedded'}")
    return 0 if all(states) else 1


def _print_process(process: running.Running) -> bool:
    what = {"all": "everything", "api": "API and page", "worker": "worker"}.get(process.role, process.role)
    memory = memory_bytes(process.pid)
    shown = f", {size(memory)}" if memory else ""
    print(f"Process {process.pid}: {what}, up {duration(process.age_s)}{shown}")
    if process.sandbox_url:
        print(f"  Sandbox: {process.sandbox_url}")
    if not process.url:
        return True
    print(f"  Page: {process.url}")
    state, lines = readiness(process.url)
    print(f"  State: {state}")
    for line in lines:
        print(f"    {line}")
    return state == "ready"


def readiness(url: str) -> tuple[str, list[str]]:
    """Return what the process says of itself: ready, degraded, not_ready, or no answer; and a line a component."""
    try:
        with urllib.request.urlopen(f"{url}/v1/health/ready", timeout=TIMEOUT_S) as answer:  # noqa: S310  # nosec B310
            body = json.load(answer)
    except urllib.error.HTTPError as error:
        body = _body(error)
    except (OSError, ValueError):
        return "no answer", []
    components = body.get("components", [])
    return str(body.get("status", "unknown")), [
        f"{part.get('name')}: {part.get('status')} {part.get('detail') or ''}".rstrip() for part in components
    ]


def _body(error: urllib.error.HTTPError) -> dict[str, list[dict[str, str]]]:
    try:
        return json.load(error)
    except ValueError:
        return {}


def memory_bytes(pid: int) -> int:
    """Return the resident memory of a process; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)
