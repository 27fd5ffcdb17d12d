# SPDX-License-Identifier: EUPL-1.2
"""``{% load ui %}``: all components of the design system; the README shows how to use each."""

from django import template

from aikompas.ui.tags import actions, charts, content, data, forms, layout

register = template.Library()
for part in (layout, actions, content, forms, data, charts):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
