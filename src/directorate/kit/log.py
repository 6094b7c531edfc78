"""Structured logs: JSON lines to a file, readable lines to a terminal, secrets redacted in both."""

import logging
import logging.handlers
import re
import sys
from pathlib import Path
from typing import Any, cast

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

SECRET_NAMES = re.compile(
    r"pass(word|wd|phrase)?|secret|token|api_?key|authorization|cookie|credential|session_id_raw", re.IGNORECASE
)
SECRET_VALUES = re.compile(
    r"(?:Bearer\s+[\w.~+/-]{8,}=*|\b(?:sk|dk|pk|rk|ghp|xox[abp])[-_][\w-]{8,}|(?<=://)[^/\s:@]+:[^/\s@]+(?=@))"
)
HARMLESS = frozenset({"tokens", "input_tokens", "output_tokens", "max_tokens", "token_type", "tokens_per_second"})


def redact(value: object, name: str = "") -> object:
    """Return the value with secrets replaced, by the name they stand under and by their look."""
    if name and name not in HARMLESS and SECRET_NAMES.search(name):
        return "[redacted]"
    if isinstance(value, dict):
        return {key: redact(item, str(key)) for key, item in cast("dict[object, object]", value).items()}
    if isinstance(value, list | tuple):
        return [redact(item) for item in cast("list[object]", value)]
    if isinstance(value, str):
        return SECRET_VALUES.sub("[redacted]", value)
    return value


def _redact_event(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return cast("EventDict", redact(event))


def _handler(handler: logging.Handler, renderer: structlog.typing.Processor) -> logging.Handler:
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _redact_event,
                renderer,
            ],
        )
    )
    return handler


def configure(*, level: str = "INFO", file: Path | None = None, terminal: bool = True) -> None:
    """Send logs to a rotating JSON file and, when asked, warnings and worse to the terminal as well."""
    handlers: list[logging.Handler] = []
    if terminal:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        shown = _handler(logging.StreamHandler(sys.stderr), renderer)
        shown.setLevel(logging.WARNING if level.upper() == "INFO" else level.upper())
        handlers.append(shown)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        rotating = logging.handlers.RotatingFileHandler(file, maxBytes=10_000_000, backupCount=5, encoding="utf-8")
        handlers.append(_handler(rotating, structlog.processors.JSONRenderer()))
    logging.basicConfig(level=level.upper(), handlers=handlers, force=True)
    for noisy in ("httpx2", "httpcore2", "uvicorn.access", "alembic", "openai"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def get_logger(name: str) -> FilteringBoundLogger:
    """Return a logger whose lines are events with fields: `log.info("file.stored", size_bytes=3)`."""
    logger: Any = structlog.get_logger(name)
    return cast("FilteringBoundLogger", logger)
