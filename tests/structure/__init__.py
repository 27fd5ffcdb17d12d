# SPDX-License-Identifier: EUPL-1.2
"""Tests of how the code is built: they keep the promises of docs/developers/architecture.md."""
