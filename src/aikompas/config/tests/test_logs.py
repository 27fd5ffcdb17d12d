# SPDX-License-Identifier: EUPL-1.2
"""Logs hold no secrets and no local variables."""

import json
import logging
import logging.config
import sys

import structlog

from aikompas.config.logs import configure, mask_secrets


def test_one_time_tokens_never_reach_the_log():
    event = mask_secrets(None, "info", {"request": "GET /uitnodiging/geheim123/", "event": "request_started"})
    assert event == {"request": "GET /uitnodiging/***/", "event": "request_started"}


def test_a_logged_error_is_one_line_of_json_without_local_variables():
    formatter = logging.config.DictConfigurator(configure("INFO")).configure_formatter
    made = formatter(configure("INFO")["formatters"]["json"])
    try:
        secret = "0123456789"  # noqa: F841
        raise ValueError("wrong")
    except ValueError:
        record = logging.getLogger("x").makeRecord("x", logging.ERROR, "f", 1, "failed", (), sys.exc_info())
    line = made.format(record)
    assert json.loads(line)["event"] == "failed"
    assert "0123456789" not in line.replace('secret = "0123456789"', "")
    assert structlog.is_configured()
