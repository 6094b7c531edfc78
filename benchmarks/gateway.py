"""P-1: what the model gateway adds to a call, beside the same client calling the same server directly.

Measured with the ledger and both default budgets on, against a stand-in server in a process of its own, calls taken in
turn. Added time is the difference of medians; CPU is this process's, so the server's and PostgreSQL's are left out.
The LiteLLM proxy joins as the peer with issue 3. Prints one line a part: `P-1 | met|missed | value | limit | peer`.

Run: python benchmarks/gateway.py   (DATABASE_URL names a server to use; else the embedded one is started)
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
import uvloop
from sqlalchemy.engine import make_url

CLAIMS = ("P-1",)
CALLS = int(os.environ.get("BENCH_CALLS", "400"))
WARM = 60
LIMIT_MS, LIMIT_CPU_MS, LIMIT_HIT_MS = 2.0, 1.5, 1.0
NAME = "directorate_bench_gateway"

SERVER = """
import asyncio, socket
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
import uvicorn

ANSWER = (b'{"id":"1","object":"chat.completion","created":1,"model":"sandbox-1","choices":[{"index":0,"message":'
          b'{"role":"assistant","content":"Hamburg, Rotterdam, Antwerp."},"finish_reason":"stop"}],'
          b'"usage":{"prompt_tokens":40,"completion_tokens":9,"total_tokens":49}}')
MODELS = b'{"object":"list","data":[{"id":"sandbox-1","object":"model","created":1,"owned_by":"bench"}]}'

async def chat(request):
    await request.body()
    return Response(ANSWER, media_type="application/json")

async def models(request):
    return Response(MODELS, media_type="application/json")

app = Starlette(routes=[Route("/sandbox_model/v1/chat/completions", chat, methods=["POST"]),
                        Route("/sandbox_model/v1/models", models)])
bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, so that Nagle is switched off
bound.bind(("127.0.0.1", 0))
bound.listen(64)
print(bound.getsockname()[1], flush=True)
asyncio.run(uvicorn.Server(uvicorn.Config(app, log_level="critical")).serve([bound]))
"""


@dataclass
class Timing:
    """Wall-clock and CPU milliseconds of many calls."""

    wall_ms: list[float]
    cpu_ms: list[float]

    @property
    def p50_ms(self) -> float:
        return statistics.median(self.wall_ms)

    @property
    def mean_cpu_ms(self) -> float:
        """The mean without the slowest twentieth, which garbage collection and the machine's other work own."""
        kept = sorted(self.cpu_ms)[: max(1, len(self.cpu_ms) * 19 // 20)]
        return statistics.fmean(kept)


def report(value: str, *, met: bool, limit: str, peer: str) -> None:
    print(f"P-1 | {'met' if met else 'missed'} | {value} | {limit} | {peer}")


async def timed(call: Callable[[int], Awaitable[object]], number: int, into: Timing) -> None:
    cpu, wall = time.process_time(), time.perf_counter()
    await call(number)
    into.wall_ms.append((time.perf_counter() - wall) * 1000)
    into.cpu_ms.append((time.process_time() - cpu) * 1000)


async def measure(database_url: str, server_url: str) -> None:
    from directorate.entrypoints import discover
    from directorate.identity.models import Organization
    from directorate.integrations import capabilities, endpoints, pool
    from directorate.integrations import service as integrations
    from directorate.integrations.openai_schemas import ChatRequest, Message
    from directorate.kit.context import Purpose
    from directorate.kit.db import Database
    from directorate.kit.ids import uuid7
    from directorate.llm import gateway, service
    from directorate.llm.calls import Need

    discover.register()
    endpoints.announce_sandbox(server_url)
    database = Database(database_url)
    organization_id = uuid7()
    async with database.open(organization_id) as ctx:
        ctx.session.add(Organization(id=organization_id, name="Bench", slug=organization_id.hex))
    async with database.open(organization_id) as ctx:
        for period in ("day", "month"):
            await service.set_budget(ctx, scope="organization", agent_code=None, period=period, limit_micros=10**12)
            await service.set_budget(ctx, scope="agent", agent_code="DATA-02", period=period, limit_micros=10**12)
    async with database.open(organization_id, purpose=Purpose(agent_code="DATA-02")) as ctx:
        (endpoint,) = await integrations.resolve(ctx, capabilities.ChatModel)
        client = capabilities.chat_model(endpoint)
        text = "Name three European container ports by yearly volume. " * 12

        async def direct(number: int) -> object:
            messages = [Message(role="user", content=f"{number} {text}")]
            return await client.chat(ChatRequest(model="sandbox-1", messages=messages, max_completion_tokens=200))

        async def through(number: int) -> object:
            messages = [Message(role="user", content=f"{number} {text}")]
            return await gateway.complete(ctx, messages, Need(max_output_tokens=200, cache=False))

        async def hit(_: int) -> object:
            return await gateway.complete(ctx, [Message(role="user", content=text)], Need(max_output_tokens=200))

        await hit(0)
        plain, gated, cached = (Timing([], []) for _ in range(3))
        for number in range(WARM):
            for call in (direct, through, hit):
                await call(number)
        for number in range(CALLS):
            for call, into in ((direct, plain), (through, gated), (hit, cached)):
                await timed(call, number, into)
    await pool.close()
    await database.close()
    added, cpu = gated.p50_ms - plain.p50_ms, gated.mean_cpu_ms - plain.mean_cpu_ms
    peer = f"direct {plain.p50_ms:.2f} ms, {plain.mean_cpu_ms:.2f} ms CPU"
    report(f"adds {added:.2f} ms p50", met=added <= LIMIT_MS, limit=f"<= {LIMIT_MS:g} ms", peer=peer)
    report(f"adds {cpu:.2f} ms CPU", met=cpu <= LIMIT_CPU_MS, limit=f"<= {LIMIT_CPU_MS:g} ms", peer=peer)
    report(
        f"cache hit {cached.p50_ms:.2f} ms p50",
        met=cached.p50_ms < LIMIT_HIT_MS,
        limit=f"< {LIMIT_HIT_MS:g} ms",
        peer=peer,
    )


def fresh_database(server_url: str) -> str:
    from directorate.kit import migrate

    def of(name: str) -> str:
        return make_url(server_url).set(database=name).render_as_string(hide_password=False)

    with psycopg.connect(of("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
    migrate.upgrade(of(NAME))
    return of(NAME)


def main() -> None:
    """Start what is needed, measure, print."""
    home = Path(tempfile.mkdtemp(prefix="directorate-bench-"))
    os.environ.setdefault("DIRECTORATE_HOME", str(home))
    server = None
    if "DATABASE_URL" not in os.environ:
        from directorate.kit.postgres import EmbeddedPostgres

        server = EmbeddedPostgres(home / "postgres")
        os.environ["DATABASE_URL"] = server.start().url
    stand_in = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert stand_in.stdout is not None
    port = int(stand_in.stdout.readline())
    try:
        database_url = fresh_database(os.environ["DATABASE_URL"])
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(measure(database_url, f"http://127.0.0.1:{port}"))
    finally:
        stand_in.terminate()
        stand_in.wait(10)
        if server is not None:
            server.stop()


if __name__ == "__main__":
    main()
