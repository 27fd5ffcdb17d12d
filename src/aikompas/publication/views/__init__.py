# SPDX-License-Identifier: EUPL-1.2
"""Pages of the publication app: writing, publishing, files, imports, and what residents see."""
