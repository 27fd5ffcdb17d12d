# SPDX-License-Identifier: EUPL-1.2
"""Reading catalogues, work and risks: always within the actor's organisation."""
