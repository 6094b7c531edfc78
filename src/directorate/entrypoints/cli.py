"""The command line. `--help` has to be quick: each command imports what it needs when it is called."""

import logging
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from directorate.kit.settings import Settings

app = typer.Typer(
    name="directorate",
    help="Directorate: hire agents, give them work, approve what matters, see cost and results.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
keys = typer.Typer(help="The keys that encrypt stored secrets.", no_args_is_help=True)
sandbox = typer.Typer(help="The built-in stand-ins for outside providers.", no_args_is_help=True)
app.add_typer(keys, name="keys")
app.add_typer(sandbox, name="sandbox")


class Role(StrEnum):
    """Which parts `up` runs."""

    ALL = "all"
    API = "api"
    WORKER = "worker"


class Kind(StrEnum):
    """What `new` writes."""

    DOMAIN = "domain"
    PROVIDER = "provider"
    AGENT = "agent"
    SKILL = "skill"
    WORKFLOW = "workflow"


def _settings() -> "Settings":
    from directorate.kit.settings import get_settings

    return get_settings()


@app.command()
def up(
    role: Annotated[Role, typer.Option(help="Which parts this process runs.")] = Role.ALL,
    port: Annotated[int | None, typer.Option(help="Port of the page and the API [PORT, else 8000].")] = None,
    demo: Annotated[bool | None, typer.Option(help="Make the demo organization and print its link.")] = None,
) -> int:
    """Start the product: database, API, page, worker and sandbox. Ctrl-C stops them all."""
    if port is not None:
        os.environ["PORT"] = str(port)
    if demo is not None:
        os.environ["DIRECTORATE_DEMO"] = str(demo).lower()
    from directorate.entrypoints import server

    code = server.up(server.Role(role))
    logging.shutdown()
    sys.stdout.flush()
    # Everything is closed by now; taking hundreds of modules apart would only delay the end by seconds.
    os._exit(code)


@app.command()
def doctor() -> int:
    """Check everything the product needs and name the fix for what is wrong."""
    from directorate.entrypoints import doctor as engine

    return engine.report(_settings())


@app.command()
def status() -> int:
    """Say what runs, where, for how long, and whether it is ready. Exit code 3 when nothing runs."""
    from directorate.entrypoints import status as engine

    return engine.report(_settings())


@app.command()
def logs(
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with new lines.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="How many lines to begin with.")] = 100,
    raw: Annotated[bool, typer.Option("--json", help="Print the lines as they are stored.")] = False,
) -> int:
    """Print the log."""
    from directorate.entrypoints import logs as engine

    return engine.show(_settings().home / "logs" / "directorate.log", lines=lines, follow=follow, raw=raw)


@app.command()
def backup(file: Annotated[Path | None, typer.Argument(help="Where to; a dated name when left out.")] = None) -> int:
    """Write database, files and keys into one archive. The product may go on running."""
    from directorate.entrypoints import backup as engine

    return engine.write(file)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An archive made by backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> int:
    """Replace database, files and keys by those of an archive."""
    from directorate.entrypoints import restore as engine

    return engine.read(file, confirmed=yes)


@app.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> int:
    """Delete all data of this home folder: database, files, keys, logs."""
    from directorate.entrypoints import restore as engine

    return engine.reset(confirmed=yes)


@app.command()
def migrate() -> int:
    """Bring the database to this version. `up` does it too."""
    from directorate.entrypoints.data import settings_with_database
    from directorate.entrypoints.terminal import step
    from directorate.kit import migrate as engine

    with settings_with_database() as settings, step("Migrations"):
        engine.upgrade(settings.database_url)
    return 0


@app.command()
def check() -> int:
    """Check that code, catalogue and database schema keep the project's rules."""
    from directorate import checks
    from directorate.entrypoints import discover
    from directorate.kit import paths

    discover.register()
    findings = list(checks.run(paths.checkout_dir() or paths.PACKAGE))
    for finding in findings:
        print(finding)
    print(f"{len(findings)} to mend." if findings else "Everything keeps the rules.")
    return 1 if findings else 0


@app.command()
def new(
    kind: Annotated[Kind, typer.Argument(help="What to write.")],
    name: Annotated[str, typer.Argument(help="Its name, in lower case.")],
) -> int:
    """Write a skeleton that passes every check."""
    from directorate import scaffold

    for path in scaffold.create(kind.value, name):
        print(path)
    for step in scaffold.next_steps(kind.value, name):
        print(f"Next: {step}")
    return 0


@app.command("env-example")
def env_example() -> int:
    """Print every setting with its default, as an `.env` file."""
    from directorate.kit import settings

    print(settings.env_example(), end="")
    return 0


@app.command()
def openapi(file: Annotated[Path | None, typer.Argument(help="Where to; printed when left out.")] = None) -> int:
    """Write the API's OpenAPI document."""
    from directorate.entrypoints import api_document

    text = api_document.text()
    if file is None:
        print(text, end="")
    else:
        file.write_text(text, encoding="utf-8")
    return 0


@keys.command()
def rotate() -> int:
    """Encrypt stored secrets under a new key. The old ones stay readable."""
    from directorate.entrypoints import rotate as engine
    from directorate.entrypoints.data import settings_with_database

    with settings_with_database() as settings:
        print(engine.rotate(settings))
    return 0


@sandbox.command()
def log(
    provider: Annotated[str | None, typer.Option(help="Only this stand-in.")] = None,
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="How many.")] = 30,
) -> int:
    """Print what reached the sandbox: the referee of everything that would have left the machine."""
    from directorate.entrypoints import logs as engine

    return engine.show_sandbox(_settings().home, provider=provider, lines=lines)


def main() -> None:
    """Run a command. A failure the product knows is printed with its fix, without a traceback."""
    from directorate.kit.errors import AppError

    try:
        code = app(standalone_mode=False)
    except AppError as error:
        from directorate.entrypoints.terminal import failure

        code = failure(error.detail, error.fix)
    except KeyboardInterrupt:
        code = 130
    except Exception as error:
        code = _unforeseen(error)
    sys.exit(code if isinstance(code, int) else 0)


def _unforeseen(error: Exception) -> int:
    """Print an error of the arguments as typer does; anything else with its traceback. Returns an exit code."""
    show = getattr(error, "show", None)
    if show is not None:
        show()
        return int(getattr(error, "exit_code", 2))
    if type(error).__name__ == "Abort":
        return 130
    if getattr(error, "title", "") == "Settings":
        return _wrong_settings(error)
    import traceback

    traceback.print_exception(error)
    print("\nNext: directorate doctor", file=sys.stderr)
    return 1


def _wrong_settings(error: Exception) -> int:
    """Print which settings are wrong, by the names they have in the environment. Returns an exit code."""
    from pydantic import ValidationError

    from directorate.entrypoints.terminal import failure

    details = error.errors(include_url=False) if isinstance(error, ValidationError) else []
    lines = [f"{detail['loc'][0]}: {detail['msg']}, not {detail['input']!r}." for detail in details]
    return failure("\n".join(lines), "correct it in the environment or in .env; see: directorate env-example")


if __name__ == "__main__":
    main()
