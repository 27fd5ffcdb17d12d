# SPDX-License-Identifier: EUPL-1.2
"""Logs: one line of JSON per event, without personal data; tracebacks carry no local variables."""

from __future__ import annotations

import re
from typing import Any

import structlog

SECRETS = re.compile(r"(/uitnodiging/|/account/password/reset/key/)[^/\s\"]+")


def mask_secrets(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Take the one-time tokens of invitations and password resets out of logged addresses."""
    return {
        name: SECRETS.sub(r"\1***", value) if isinstance(value, str) else value
        for name, value in event.items()
    }


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    mask_secrets,
]


def configure(level: str) -> dict[str, Any]:
    """Configure structlog on top of Python's logging, and return Django's ``LOGGING``."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": structlog.processors.JSONRenderer(),
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
    }
