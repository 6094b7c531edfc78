"""The gateway: `gateway_model` for agents (a Pydantic AI model), `complete` for plain text."""

from typing import TYPE_CHECKING

from directorate.kit.context import Context
from directorate.llm.calls import Need, Recorder

if TYPE_CHECKING:
    from pydantic_ai.models import Model


def gateway_model(ctx: Context, need: Need, recorder: Recorder) -> "Model":
    """Return a Pydantic AI model whose every request goes budget -> cache -> route -> call -> record.

    `ctx` gives organization, actor, trace and purpose (`ctx.with_purpose(...)` first: its fields become the ledger's
    columns); the gateway opens its own short transactions with `ctx.begin()` and never touches `ctx.session`, so no
    transaction need be open while a model answers. `recorder` collects a `CallRecord` for each call; its
    `provider` and `model` are known before the first token.

    A request raises `BudgetReached` (402), `NoModel` (503), `ModelFailed` (502: nothing answered, before the first
    token), `StreamBroken` (502: after it) or `ModelRefused` (422). Closing the stream early settles what was used.
    """
    from directorate.llm.agent_model import GatewayModel

    return GatewayModel(ctx, need, recorder)
