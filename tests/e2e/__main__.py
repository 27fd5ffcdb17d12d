# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.e2e MODULE WORDS`` prepares something in the demo municipality, with the framework ready."""

import sys
from importlib import import_module

import django

django.setup()
import_module(f"tests.e2e.{sys.argv[1]}").main(*sys.argv[2:])
