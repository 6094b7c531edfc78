"""`directorate up`: database, sandbox host, API and worker in one process and one event loop, stopped in order."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager
from enum import StrEnum

import uvicorn
import uvloop
from starlette.types import ASGIApp

from directorate.chat import runs
from directorate.entrypoints import discover, running
from directorate.entrypoints.data import settings_with_database
from directorate.entrypoints.terminal import step
from directorate.integrations import endpoints, providers
from directorate.kit import log, migrate, paths
from directorate.kit.db import Database
from directorate.kit.errors import AppError
from directorate.kit.settings import Settings, get_settings
from directorate.simulator import host
from directorate.simulator.world import World

GRACE_S = 4
"""How long open requests may finish after a stop; streams are stored and resume after a restart."""
ANSWER_GRACE_S = 3
WORKER_GRACE_S = 20


class Role(StrEnum):
    """Which parts a process runs."""

    ALL = "all"
    API = "api"
    WORKER = "worker"


class PortTaken(AppError):
    """The port cannot be listened on."""

    status, code, title = 503, "port_taken", "The port is taken"


class Server(uvicorn.Server):
    """A uvicorn server among others: signals are handled once, for all of them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave the signals alone."""
        yield


def listen(address: str, port: int) -> socket.socket:
    """Return a socket bound to the address. Raises: PortTaken."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Named TCP, since asyncio switches Nagle's delay off only where the protocol says so.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((address, port))
        # Another process may be bound to it without listening: only listening proves that it is ours.
        bound.listen(1024)
    except OSError as error:
        bound.close()
        raise PortTaken(
            f"Port {port} on {address} cannot be used: {error.strerror}.",
            fix=f"Stop what uses it (directorate status), or choose another: PORT={port + 1} make run",
        ) from error
    return bound


def up(role: Role) -> int:
    """Run until told to stop. Returns an exit code."""
    settings = get_settings()
    page: socket.socket | None = None
    if role is not Role.WORKER:
        page = listen(settings.host, settings.port)
        os.environ["PORT"] = str(page.getsockname()[1])
        get_settings.cache_clear()
    log.configure(level=settings.log_level, file=settings.home / "logs" / "directorate.log")
    with contextlib.ExitStack() as stack:
        with step("PostgreSQL"):
            settings = stack.enter_context(settings_with_database())
        with step("Migrations"):
            migrate.upgrade(settings.database_url)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(role, settings, page))
        print("  Stopping the database", flush=True)
    print("Stopped.")
    return 0


async def _serve(role: Role, settings: Settings, page: socket.socket | None) -> None:
    stop = _stop_on_signals()
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url, pool_size=settings.database_pool_size)
        stack.push_async_callback(database.close)
        sandbox_url = await stack.enter_async_context(_sandbox(role, settings, stop))
        link = await _demo_link(database, settings)
        if page is not None:
            with step("API and page"):
                await stack.enter_async_context(_listening(_api(settings, database), page, stop))
        else:
            discover.register()
        if role is not Role.API:
            await stack.enter_async_context(_working(database, settings, stop))
        url = settings.base_url if page is not None else ""
        stack.enter_context(
            running.announced(settings.home, running.current(role=role, url=url, sandbox_url=sandbox_url))
        )
        _greet(url, link)
        await stop.wait()
        print("\n  Stopping", flush=True)
        await _end_answers()


def _api(settings: Settings, database: Database) -> ASGIApp:
    from directorate.entrypoints import api

    return api.create_app(settings, database)


async def _demo_link(database: Database, settings: Settings) -> str:
    if not settings.demo:
        return ""
    with step("Demo organization"):
        from directorate.entrypoints import demo

        return await demo.ensure(database, settings)


def _greet(url: str, link: str) -> None:
    print(f"\nDirectorate is running{f': {url}' if url else ' as a worker'}")
    if link:
        print(f"Sign in to the demo organization (once): {link}")
    print("Stop with Ctrl-C.", flush=True)


async def _end_answers() -> None:
    """Give running answers a moment to end; what they have by then is kept. The demo's own go on at the next start."""
    for task in asyncio.all_tasks():
        if task.get_name() == "demo":
            task.cancel()
    await runs.drain(timeout_s=ANSWER_GRACE_S)


def _stop_on_signals() -> asyncio.Event:
    """Return an event set by the first SIGINT or SIGTERM; a second one ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def received(number: signal.Signals) -> None:
        if stop.is_set():
            os._exit(128 + number)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, received, number)
    return stop


@asynccontextmanager
async def _listening(app: ASGIApp, bound: socket.socket, stop: asyncio.Event) -> AsyncGenerator[None]:
    """Serve an application on a socket while the block runs; stop everything when the server ends by itself."""
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        lifespan="on",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server = Server(config)
    serving = asyncio.create_task(server.serve(sockets=[bound]))
    serving.add_done_callback(lambda _: stop.set())
    try:
        while not (server.started or serving.done()):  # noqa: ASYNC110 uvicorn has no event for it
            await asyncio.sleep(0.01)
        if serving.done():
            await serving
            raise PortTaken("The server did not start.", fix="Read what stands above, then: directorate doctor")
        yield
    finally:
        server.should_exit = True
        done, _ = await asyncio.wait([serving], timeout=GRACE_S + 4)
        if not done:
            serving.cancel()
            await asyncio.wait([serving], timeout=GRACE_S)


@asynccontextmanager
async def _sandbox(role: Role, settings: Settings, stop: asyncio.Event) -> AsyncGenerator[str]:
    """Run the sandbox host on a loopback port of its own, unless one runs elsewhere. Yields its address."""
    elsewhere = settings.sandbox_url
    if role is Role.WORKER and not elsewhere:
        elsewhere = next((each.sandbox_url for each in running.found(settings.home) if each.sandbox_url), "")
    if elsewhere:
        endpoints.announce_sandbox(elsewhere)
        yield elsewhere
        return
    bound = listen("127.0.0.1", 0)
    world = World.open(
        settings.home, catalog_dir=paths.catalog_dir(), tokens_per_second=settings.sandbox_tokens_per_second
    )
    with step("Sandbox"):
        app = host.create_app(providers.sandboxes(), world)
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
    async with _listening(app, bound, stop):
        endpoints.announce_sandbox(url)
        yield url
        endpoints.announce_sandbox("")


@asynccontextmanager
async def _working(database: Database, settings: Settings, stop: asyncio.Event) -> AsyncGenerator[None]:
    """Run the worker while the block runs; a worker that fails stops the process, which is then started again."""
    from directorate.entrypoints import worker

    told = asyncio.Event()
    task = asyncio.create_task(worker.run(database, settings, told))
    task.add_done_callback(lambda _: stop.set())
    try:
        yield
    finally:
        told.set()
        done, _ = await asyncio.wait([task], timeout=WORKER_GRACE_S)
        if not done:
            task.cancel()
        await asyncio.gather(task, return_exceptions=bool(not done))
