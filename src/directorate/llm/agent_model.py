"""The gateway as a Pydantic AI model: what an agent's run calls. Imported lazily, since it loads vendors' SDKs."""

import asyncio
import weakref
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeAlias, cast

import anyio
import httpx2
from openai import AsyncOpenAI
from pydantic_ai._run_context import RunContext
from pydantic_ai.exceptions import ModelAPIError, UnexpectedModelBehavior
from pydantic_ai.messages import ModelMessage, ModelMessagesTypeAdapter, ModelResponse, ModelResponseStreamEvent
from pydantic_ai.models import CompletedStreamedResponse, Model, ModelRequestParameters, StreamedResponse
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles import DEFAULT_PROFILE, ModelProfile
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RequestUsage

from directorate.integrations import pool
from directorate.kit import http
from directorate.kit.context import Context
from directorate.kit.errors import AppError
from directorate.llm import attempts, cache, conversation, failures, ledger
from directorate.llm.attempts import Attempt
from directorate.llm.calls import Need, Recorder
from directorate.llm.entries import Outcome
from directorate.llm.errors import StreamBroken
from directorate.llm.failures import Failure
from directorate.llm.pricing import Tokens
from directorate.llm.registry import VENDOR_HOSTS, Offer
from directorate.llm.router import Choice, Shape

OPENAI_HOST = VENDOR_HOSTS["OpenAI"]
COMPATIBLE = OpenAIModelProfile(
    openai_supports_strict_tool_definition=False,
    openai_chat_supports_max_completion_tokens=False,
    openai_chat_streaming_requires_finish_reason=True,
)
"""What holds for servers that are not OpenAI's own: the older, wider understood forms of a request."""

FAILURES = (ModelAPIError, UnexpectedModelBehavior, TimeoutError, AppError, httpx2.TransportError, httpx2.StreamError)
"""How a provider fails; anything else is a mistake of ours and is not hidden behind another model."""

_Models: TypeAlias = dict[tuple[str, str], tuple[object, OpenAIChatModel]]
_MODELS: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _Models]" = weakref.WeakKeyDictionary()
"""Each loop's models by endpoint and name, with the HTTP client they were made on."""


def vendor_model(offer: Offer) -> OpenAIChatModel:
    """Return the model of an offer over the process's pooled connections; retries and fallback are the gateway's."""
    models = _MODELS.setdefault(asyncio.get_running_loop(), {})
    key = (offer.endpoint.key, offer.name)
    client = pool.client(offer.endpoint)
    known = models.get(key)
    if known is not None and known[0] is client:
        return known[1]
    own = http.origin_of(offer.endpoint.base_url)[0] == OPENAI_HOST
    sdk = AsyncOpenAI(
        base_url=offer.endpoint.base_url, api_key=offer.endpoint.api_key or "none", http_client=client, max_retries=0
    )
    strict = OpenAIModelProfile(openai_chat_streaming_requires_finish_reason=True)
    model = OpenAIChatModel(
        offer.name, provider=OpenAIProvider(openai_client=sdk), profile=strict if own else COMPATIBLE
    )
    models[key] = (client, model)
    return model


class GatewayModel(Model):
    """Answers each request by the first model of the router's chain that can."""

    def __init__(self, ctx: Context, need: Need, recorder: Recorder) -> None:
        super().__init__()
        self._ctx = ctx
        self._need = need
        self._recorder = recorder

    @property
    def model_name(self) -> str:
        """Return the model in use, or the one asked for before the first call."""
        return self._recorder.model or self._need.model or "gateway"

    @property
    def system(self) -> str:
        """Return the provider in use."""
        return self._recorder.provider or "directorate"

    @property
    def profile(self) -> ModelProfile:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Return what any model is taken to do; the chosen one applies its own when it is called."""
        return DEFAULT_PROFILE

    def customize_request_parameters(self, model_request_parameters: ModelRequestParameters) -> ModelRequestParameters:
        """Return the parameters as they are: the chosen model adapts them."""
        return model_request_parameters

    def prepare_request(
        self, model_settings: ModelSettings | None, model_request_parameters: ModelRequestParameters
    ) -> tuple[ModelSettings | None, ModelRequestParameters]:
        """Return the request as it is: the chosen model prepares it."""
        return model_settings, model_request_parameters

    def prepare_messages(
        self,
        messages: list[ModelMessage],
        model_request_parameters: ModelRequestParameters | None = None,  # noqa: ARG002 the library's signature
    ) -> list[ModelMessage]:
        """Return the messages as they are: the chosen model prepares them."""
        return messages

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        """Answer at once: reserve, look in the cache, call down the chain, settle."""
        settings, shape, choice = await self._plan(messages, model_settings, model_request_parameters)
        kept = await self._cached(choice, messages, model_request_parameters, settings)
        if isinstance(kept, ModelResponse):
            return kept
        failed: list[tuple[Offer, Failure]] = []
        for offer in choice.chain:
            attempt = await self._begin(choice, offer, shape, failed)
            try:
                async with asyncio.timeout(ledger.LONGEST_CALL_S):
                    response = await _asked(offer, messages, settings, model_request_parameters)
            except FAILURES as error:
                failure = failures.classify(error)
                await attempt.broke(failure)
                failed.append((offer, failure))
                attempts.goes_on(failure)
                continue
            except BaseException:
                await attempt.cancelled()
                raise
            outcome = await attempt.succeeded(_tokens(response.usage), conversation.answer_bytes(response))
            if kept is not None and offer is choice.chain[0]:
                await cache.keep(self._ctx, kept, attempt.row, _packed(response), outcome)
            return response
        raise attempts.exhausted(failed)

    @asynccontextmanager
    async def request_stream(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
        run_context: RunContext[Any] | None = None,
    ) -> AsyncGenerator[StreamedResponse]:
        """Answer as a stream. Falls back until the first event; closing it early settles what was used."""
        settings, shape, choice = await self._plan(messages, model_settings, model_request_parameters)
        kept = await self._cached(choice, messages, model_request_parameters, settings)
        if isinstance(kept, ModelResponse):
            yield CompletedStreamedResponse(kept, model_request_parameters=model_request_parameters, replay_events=True)
            return
        failed: list[tuple[Offer, Failure]] = []
        for offer in choice.chain:
            attempt = await self._begin(choice, offer, shape, failed)
            async with AsyncExitStack() as stack:
                try:
                    opened = vendor_model(offer).request_stream(
                        messages, settings, model_request_parameters, run_context
                    )
                    stream = await stack.enter_async_context(opened)
                    await _await_first_event(stream, attempt)
                except FAILURES as error:
                    failure = failures.classify(error)
                    await attempt.broke(failure)
                    failed.append((offer, failure))
                    attempts.goes_on(failure)
                    continue
                except BaseException:
                    await attempt.cancelled()
                    raise
                try:
                    yield stream
                except BaseException as error:
                    await _end(stream, attempt, error)
                    raise
                outcome = await _end(stream, attempt, None)
                if kept is not None and offer is choice.chain[0] and outcome.status == "settled":
                    await cache.keep(self._ctx, kept, attempt.row, _packed(stream.get()), outcome)
                return
        raise attempts.exhausted(failed)

    async def _plan(
        self, messages: list[ModelMessage], model_settings: ModelSettings | None, parameters: ModelRequestParameters
    ) -> tuple[ModelSettings, Shape, Choice]:
        """Return the bounded settings, the request's shape and the router's choice."""
        settings = ModelSettings(**(model_settings or {}))
        asked = settings.get("max_tokens") or self._need.max_output_tokens
        settings["max_tokens"] = min(asked, self._need.max_output_tokens)
        settings.setdefault("timeout", self._need.timeout_s)
        shape = conversation.shape_of(messages, parameters, max_output_tokens=settings["max_tokens"])
        return settings, shape, await attempts.choose(self._ctx, self._need, shape)

    async def _begin(
        self, choice: Choice, offer: Offer, shape: Shape, failed: Sequence[tuple[Offer, Failure]]
    ) -> Attempt:
        reasons = attempts.reasons_after(choice, failed, offer)
        return await attempts.begin(self._ctx, offer, shape, reasons=reasons, recorder=self._recorder)

    async def _cached(
        self,
        choice: Choice,
        messages: list[ModelMessage],
        parameters: ModelRequestParameters,
        settings: ModelSettings,
    ) -> ModelResponse | str | None:
        """Return the kept answer, else the key to keep one under, else None: this request is never cached."""
        prompt = conversation.cacheable_prompt(messages, parameters, settings) if self._need.cache else None
        if prompt is None:
            return None
        offer = choice.chain[0]
        digest = cache.key_digest(self._ctx.organization_id, offer, prompt[0], {**prompt[1], "path": "agent"})
        row = ledger.draft(self._ctx, offer, reason="the same request was answered before", reserved_micros=0)
        answer = await cache.find(self._ctx, digest, row)
        if answer is None:
            return digest
        self._recorder.chose(row.provider, row.model)
        self._recorder.add(attempts.hit(row))
        (response,) = ModelMessagesTypeAdapter.validate_python([answer])
        response = cast("ModelResponse", response)
        response.usage = RequestUsage()
        return response


async def _asked(
    offer: Offer, messages: list[ModelMessage], settings: ModelSettings, parameters: ModelRequestParameters
) -> ModelResponse:
    return await vendor_model(offer).request(messages, settings, parameters)


async def _await_first_event(stream: StreamedResponse, attempt: Attempt) -> None:
    """Wait until the answer begins, so that a failure before that can still fall back; the event is not lost."""
    events = aiter(stream)
    first = await anext(events, None)
    if first is not None:
        attempt.saw_first_token()
        stream._event_iterator = _watched(first, events, stream, attempt)


async def _watched(
    first: ModelResponseStreamEvent,
    rest: AsyncIterator[ModelResponseStreamEvent],
    stream: StreamedResponse,
    attempt: Attempt,
) -> AsyncIterator[ModelResponseStreamEvent]:
    """Yield an answer's events; a break after the first becomes a typed error, and so does one that never ends."""
    yield first
    try:
        async for event in rest:
            yield event
            if attempt.overdue:
                raise TimeoutError
    except FAILURES as error:
        if stream.cancelled:
            return
        raise StreamBroken(
            f"{attempt.offer.endpoint.name}/{attempt.offer.name} stopped in the middle of its answer.",
            fix="What arrived is kept. Ask again to get a whole answer.",
        ) from error


async def _end(stream: StreamedResponse, attempt: Attempt, error: BaseException | None) -> Outcome:
    """Settle a stream that has ended: complete, broken, or given up by its reader."""
    response = stream.get()
    tokens, size = _tokens(stream.usage), conversation.answer_bytes(response)
    if response.state == "complete":
        return await attempt.succeeded(tokens, size)
    with anyio.CancelScope(shield=True):
        await stream.close_stream()
    if isinstance(error, StreamBroken):
        return await attempt.broke(Failure(error.code, error.detail), tokens, size)
    return await attempt.cancelled(tokens, size)


def _tokens(usage: RequestUsage) -> Tokens | None:
    """Return what the provider counted, None when it has not said."""
    if usage.input_tokens == 0 and usage.output_tokens == 0:
        return None
    return Tokens(input=usage.input_tokens, output=usage.output_tokens, cached=usage.cache_read_tokens)


def _packed(response: ModelResponse) -> dict[str, Any]:
    """Return an answer in the form the cache keeps."""
    return cast("dict[str, Any]", ModelMessagesTypeAdapter.dump_python([response], mode="json")[0])
