"""`directorate doctor`: look at everything the product needs; each line is ok, warn or fail and names the fix."""

import os
import platform
import shutil
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psycopg

from directorate.entrypoints import running
from directorate.entrypoints.data import settings_with_database
from directorate.entrypoints.terminal import size
from directorate.kit import crypto, migrate, paths, postgres_account
from directorate.kit.db import driver_url
from directorate.kit.errors import AppError, Unavailable
from directorate.kit.settings import Settings

OLDEST_PYTHON = (3, 11)
OLDEST_SERVER = 150000
LITTLE_DISK_BYTES, TOO_LITTLE_DISK_BYTES = 2_000_000_000, 300_000_000
MODEL_TIMEOUT_S = 8.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSER = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


class Level(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    level: Level
    text: str
    fix: str = ""


def report(settings: Settings) -> int:
    """Print a line a check. Returns 1 when one failed."""
    checks: dict[str, Callable[[Settings], Finding]] = {
        "Python": _python,
        "Home": _home,
        "Disk": _disk,
        "Keys": _keys,
        "Port": _port,
        "PostgreSQL": _binaries,
        "Database": _database,
        "Page": _page,
        "Model": _model,
        "Browser": _browser,
    }
    failed = False
    for name, check in checks.items():
        finding = _guarded(check, settings)
        failed = failed or finding.level is Level.FAIL
        print(f"{finding.level.value:<5} {name:<11} {finding.text}")
        if finding.fix:
            print(f"{'':<17} Next: {finding.fix}")
    return 1 if failed else 0


def chromium() -> str | None:
    """Return the Chromium or Chrome of this machine, for the browser tests; None when there is none."""
    named = os.environ.get("CHROMIUM", "")
    found = next((path for name in (named, *BROWSERS) if name and (path := shutil.which(name))), None)
    return found or (str(MAC_BROWSER) if MAC_BROWSER.exists() else None)


def _guarded(check: Callable[[Settings], Finding], settings: Settings) -> Finding:
    """Run a check; what it raises is its finding."""
    try:
        return check(settings)
    except AppError as error:
        return Finding(Level.FAIL, error.detail, error.fix)
    except (OSError, ValueError, psycopg.Error) as error:
        return Finding(Level.FAIL, f"{type(error).__name__}: {error}".strip(), "Mend what it names, then again")


def _python(_: Settings) -> Finding:
    text = f"{platform.python_version()} at {sys.executable}"
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Finding(Level.FAIL, text, "Install Python 3.11 or newer")
    return Finding(Level.OK, text)


def _home(settings: Settings) -> Finding:
    settings.home.mkdir(parents=True, exist_ok=True)
    probe = settings.home / ".probe"
    probe.write_bytes(b"")
    probe.unlink()
    return Finding(Level.OK, f"{settings.home} is writable")


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.home).free
    text = f"{size(free)} free beside the data"
    if free < TOO_LITTLE_DISK_BYTES:
        return Finding(Level.FAIL, text, "Free some space, or set DIRECTORATE_HOME to a larger disk")
    return Finding(Level.WARN, text, "Free some space soon") if free < LITTLE_DISK_BYTES else Finding(Level.OK, text)


def _keys(settings: Settings) -> Finding:
    ring = crypto.key_ring(settings)
    kept = "in the environment" if settings.encryption_keys.get_secret_value() else f"in {settings.home / 'keys'}"
    return Finding(Level.OK, f"{len(ring.keys)} encryption key(s) {kept}; a backup holds them")


def _port(settings: Settings) -> Finding:
    if any(process.url == settings.base_url for process in running.found(settings.home)):
        return Finding(Level.OK, f"{settings.port} is used by Directorate itself")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            fix = f"Choose another: PORT={settings.port + 1} make run"
            return Finding(Level.FAIL, f"{settings.port} on {settings.host}: {error.strerror}", fix)
    return Finding(Level.OK, f"{settings.port} is free")


def _binaries(settings: Settings) -> Finding:
    if settings.database_url:
        return Finding(Level.OK, "not embedded: DATABASE_URL is set")
    install = postgres_account.wheel_install()
    if os.geteuid() == 0:
        return Finding(Level.OK, f"{install}, run as {postgres_account.dedicated_account().name}")
    return Finding(Level.OK, str(install))


def _database(settings: Settings) -> Finding:
    if not settings.database_url and not (settings.home / "postgres").exists():
        return Finding(Level.OK, "not made yet: the first start does it")
    with settings_with_database() as reachable:
        version = _server_version(reachable.database_url)
        if version < OLDEST_SERVER:
            return Finding(Level.FAIL, f"PostgreSQL {version // 10000}", "Use PostgreSQL 15 or newer")
        if migrate.pending(reachable.database_url):
            return Finding(Level.WARN, f"PostgreSQL {version // 10000}, migrations are due", "directorate migrate")
    return Finding(Level.OK, f"PostgreSQL {version // 10000}, migrations are current")


def _server_version(url: str) -> int:
    try:
        with psycopg.connect(driver_url(url, driver="postgresql"), connect_timeout=5) as connection:
            return connection.info.server_version
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise Unavailable(
            reason, fix="Start that server, or correct DATABASE_URL; without it one is embedded"
        ) from error


def _page(_: Settings) -> Finding:
    built = paths.web_dist_dir() / "index.html"
    return (
        Finding(Level.OK, f"built in {built.parent}")
        if built.exists()
        else Finding(Level.FAIL, "not built", "make setup")
    )


def _model(settings: Settings) -> Finding:
    if not settings.openai_base_url:
        fix = "Set OPENAI_BASE_URL and OPENAI_API_KEY, or connect one in the settings, for a real model"
        return Finding(Level.OK, "the sandbox model answers", fix)
    address = f"{settings.openai_base_url.rstrip('/')}/models"
    headers = {"Authorization": f"Bearer {settings.openai_api_key.get_secret_value()}"}
    try:
        request = urllib.request.Request(address, headers=headers)  # noqa: S310 the operator's own address
        with urllib.request.urlopen(request, timeout=MODEL_TIMEOUT_S):  # noqa: S310  # nosec B310
            return Finding(Level.OK, f"{settings.openai_base_url} answers")
    except urllib.error.HTTPError as error:
        fix = (
            "Correct OPENAI_API_KEY" if error.code in {401, 403} else "Correct OPENAI_BASE_URL; it usually ends in /v1"
        )
        return Finding(Level.FAIL, f"{address} answers {error.code}", fix)
    except OSError as error:
        return Finding(Level.FAIL, f"{address}: {error}", "Start that server, or correct OPENAI_BASE_URL")


def _browser(_: Settings) -> Finding:
    found = chromium()
    if found:
        return Finding(Level.OK, f"{found}, for the browser tests")
    return Finding(Level.WARN, "no Chromium or Chrome; only the browser tests need one", "apt-get install chromium")
