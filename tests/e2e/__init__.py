# SPDX-License-Identifier: EUPL-1.2
"""The product as people meet it: a real server, a real browser, the demo municipality."""
