"""Context assembly: everything an agent is told before it starts, gathered in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from directorate.agents import context_blocks
from directorate.agents.context_blocks import AttachedFile, Colleague, MemoryFact, OrganizationFacts
from directorate.agents.runtime import Turn, Work
from directorate.agents.schemas import HiredSettings, OutputFormat
from directorate.identity import service as identity
from directorate.kit.context import Context
from directorate.knowledge import filing, remembering
from directorate.marketplace import loader
from directorate.marketplace import service as marketplace
from directorate.marketplace.models import Install

HISTORY_CHARACTERS = 48_000
"""About 12,000 tokens of earlier conversation; older turns are left out."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The work for the runtime, and what went into it."""

    work: Work
    permission_mode: str
    memories_used: int


async def assemble(
    ctx: Context,
    hired: Install,
    *,
    message: str,
    history: Sequence[Turn],
    file_ids: Sequence[UUID],
    output_format: OutputFormat,
) -> Assembled:
    """Gather role, boundary, files, memories and history of one run.

    Raises:
        UnknownFile: one of the files is not there.
    """
    item, catalogue = marketplace.agent_item(hired.code), loader.shipped()
    organization = await identity.get_organization(ctx)
    facts = OrganizationFacts(name=organization.name, currency=organization.currency, time_zone=organization.time_zone)
    remembered = await _memories(ctx, message)
    instructions = context_blocks.assemble(
        [
            context_blocks.identity(item.manifest, facts),
            context_blocks.role(item.prompt, facts, ctx.now().astimezone(ZoneInfo(facts.time_zone)).date()),
            context_blocks.organization_instructions(HiredSettings.model_validate(hired.settings).instructions),
            context_blocks.boundary(
                catalogue.blocks["boundary"], await _colleagues(ctx, hired), item.manifest.out_of_scope_examples
            ),
            catalogue.blocks["evidence"].strip(),
            context_blocks.sample_tasks(item.manifest.sample_tasks),
            context_blocks.attached_files(await _files(ctx, file_ids)),
            context_blocks.memories(remembered),
            context_blocks.output_format(output_format),
        ]
    )
    work = Work(
        instructions=instructions,
        message=message,
        history=recent(history),
        related=frozenset(item.manifest.related),
    )
    return Assembled(work=work, permission_mode=organization.permission_mode, memories_used=len(remembered))


def recent(history: Sequence[Turn]) -> list[Turn]:
    """Return the newest turns that fit, in order, beginning with one of the person's."""
    kept: list[Turn] = []
    room = HISTORY_CHARACTERS
    for turn in reversed(history):
        room -= len(turn.text)
        if room < 0:
            break
        kept.append(turn)
    kept.reverse()
    while kept and kept[0].role == "agent":
        kept.pop(0)
    return kept


async def _colleagues(ctx: Context, hired: Install) -> list[Colleague]:
    codes = {row.code for row in await marketplace.hired_agents(ctx)}
    manifests = [marketplace.agent_item(code).manifest for code in marketplace.agent_item(hired.code).manifest.related]
    return [
        Colleague(
            code=manifest.code,
            name=manifest.name,
            summary=manifest.summary,
            domain_tags=manifest.domain_tags,
            hired=manifest.code in codes,
        )
        for manifest in manifests
    ]


async def _files(ctx: Context, file_ids: Sequence[UUID]) -> list[AttachedFile]:
    return [
        AttachedFile(
            file_id=str(file.id),
            name=file.name,
            media_type=file.media_type,
            kind=file.kind,
            pages=file.pages,
            columns=file.columns,
            rows=file.rows,
        )
        for file in await filing.get_files(ctx, file_ids)
    ]


async def _memories(ctx: Context, message: str) -> list[MemoryFact]:
    found = await remembering.recall(ctx, query=message)
    return [MemoryFact(text=memory.text, scope=memory.scope) for memory in found]
