"""Housekeeping of chat: ends answers whose process died, forgets old stream events."""

from directorate.agents import interactions
from directorate.chat import queries
from directorate.kit import log
from directorate.kit.db import Database

logger = log.get_logger(__name__)
EVERY_S = 5.0


async def tick(database: Database) -> None:
    """Mark answers without a living process as interrupted, with the text that was stored."""
    async with database.open_system() as ctx:
        dead = await interactions.abandoned(ctx)
        await interactions.forget_streams(ctx)
    for organization_id, interaction_id in dead:
        async with database.open(organization_id) as ctx:
            text = await interactions.interrupt(ctx, interaction_id)
            if text is not None:
                await queries.set_text(ctx, interaction_id, text)
                logger.warning("chat.interrupted", interaction_id=str(interaction_id))
