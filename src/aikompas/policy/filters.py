# SPDX-License-Identifier: EUPL-1.2
"""Filters of lists about the policy."""

import django_filters
from django.utils.translation import gettext_lazy as _

from aikompas.policy.models import Audience
from aikompas.ui.lists import SearchFilter


class DocumentFilter(django_filters.FilterSet):
    """Search in policy documents."""

    q = SearchFilter(label=_("Search"), fields=["title"])
    audience = django_filters.ChoiceFilter(label=_("Who may read it"), choices=Audience, empty_label=_("All"))
