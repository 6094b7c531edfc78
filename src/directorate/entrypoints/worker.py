"""The worker: delivers events from the outbox and runs every domain's housekeeping."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import ModuleType
from typing import cast

from directorate.entrypoints import discover
from directorate.kit import events, log
from directorate.kit.db import Database
from directorate.kit.settings import Settings

logger = log.get_logger(__name__)
POLL_S = 5.0
PAUSE_AFTER_FAILURE_S = 1.0


async def run(database: Database, settings: Settings, stop_event: asyncio.Event) -> None:
    """Work until the event is set. A failure is logged and tried again; the database may go and come back."""
    discover.register()
    news = asyncio.Event()
    loops = [_deliver(database, news), _listen(database, news)]
    loops += [_housekeep(database, module) for module in discover.modules("jobs") if hasattr(module, "tick")]
    tasks = [asyncio.create_task(loop) for loop in loops]
    logger.info("worker.started", environment=settings.environment, loops=len(tasks))
    await stop_event.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    logger.info("worker.stopped")


async def _deliver(database: Database, news: asyncio.Event) -> None:
    """Deliver events as they come, and look at least every `POLL_S`."""
    while True:
        news.clear()
        try:
            while await events.deliver_due(database):
                pass
        except Exception:
            logger.warning("worker.delivery_failed", exc_info=True)
            await asyncio.sleep(PAUSE_AFTER_FAILURE_S)
        with suppress(TimeoutError):
            await asyncio.wait_for(news.wait(), POLL_S)


async def _listen(database: Database, news: asyncio.Event) -> None:
    """Wake the delivery on each notification; polling goes on while the connection is away."""
    while True:
        try:
            async for _ in events.notifications(database):
                news.set()
        except Exception:
            logger.info("worker.notifications_away")
        await asyncio.sleep(PAUSE_AFTER_FAILURE_S)


async def _housekeep(database: Database, module: ModuleType) -> None:
    """Call a domain's `tick(database)` every `EVERY_S` seconds."""
    tick = cast("Callable[[Database], Awaitable[None]]", module.tick)
    while True:
        try:
            await tick(database)
        except Exception:
            logger.warning("worker.housekeeping_failed", job=module.__name__, exc_info=True)
        await asyncio.sleep(float(module.EVERY_S))
