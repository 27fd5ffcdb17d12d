# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.e2e`` leaves work half-done in the demo municipality, in a process with the framework ready."""

from importlib import import_module

import django

django.setup()
import_module("tests.e2e.happenings").main()
