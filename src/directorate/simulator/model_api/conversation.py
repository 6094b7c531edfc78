"""The rules of a conversation that OpenAI's API enforces: every tool call is answered, by its id, once."""

from directorate.simulator.model_api.errors import ApiError
from directorate.simulator.model_wire import ChatRequest


def check(request: ChatRequest) -> None:
    """Refuse a conversation whose tool calls and tool messages do not belong together.

    Raises: ApiError with the place of the first mistake.
    """
    open_ids = dict[str, int]()
    for index, message in enumerate(request.messages):
        if message.role == "tool":
            if message.tool_call_id not in open_ids:
                _refuse("messages with role 'tool' must be a response to a preceding message with 'tool_calls'.", index)
            open_ids.pop(message.tool_call_id or "")
            continue
        _check_answered(open_ids)
        open_ids = {call.id: index for call in message.tool_calls or ()}
    _check_answered(open_ids)
    _check_json_is_named(request)


def stops(request: ChatRequest) -> tuple[str, ...]:
    """The texts that end the answer."""
    return (request.stop,) if isinstance(request.stop, str) else tuple(request.stop or ())


def _check_answered(open_ids: dict[str, int]) -> None:
    if open_ids:
        missing = ", ".join(open_ids)
        _refuse(
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each "
            f"'tool_call_id'. The following tool_call_ids did not have response messages: {missing}",
            min(open_ids.values()),
        )


def _check_json_is_named(request: ChatRequest) -> None:
    wants_json = request.response_format is not None and request.response_format.type == "json_object"
    if wants_json and not any("json" in message.text.lower() for message in request.messages):
        message = (
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
        )
        raise ApiError(message, param="messages")


def _refuse(message: str, index: int) -> None:
    raise ApiError(f"Invalid parameter: {message}", param=f"messages.[{index}].role")
