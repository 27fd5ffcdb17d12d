# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.contracts STEP`` takes one step of the scene, in a process of its own."""

import sys
from importlib import import_module

import django

django.setup()
getattr(import_module("tests.contracts.scene"), sys.argv[1])()
