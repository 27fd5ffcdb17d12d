# SPDX-License-Identifier: EUPL-1.2
"""The interface is complete in Dutch; English needs no translation, for it is the language of the source."""

from __future__ import annotations

import pytest

from scripts import make_messages


@pytest.mark.parametrize("language", make_messages.LANGUAGES)
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    found = make_messages.problems(language)
    assert not found, f"{len(found)} (see `make messages`)\n" + "\n".join(found)


def test_texts_are_found_in_python_and_in_templates() -> None:
    python = (
        "from django.utils.translation import gettext_lazy as _, ngettext\n_('a') + ngettext('b', 'c', 2)"
    )
    template = (
        '{% load i18n %}{% translate "d" context "e" %}{% tag label=_("f") %}'
        "{% blocktranslate count n=n %}g{% plural %}{{ n }} h{% endblocktranslate %}"
    )
    found = [*make_messages._texts_of_python(python), *make_messages._texts_of_template(template)]
    assert [(text.context, text.singular, text.plural) for text in found] == [
        (None, "a", ""),
        (None, "b", "c"),
        ("e", "d", ""),
        (None, "f", ""),
        (None, "g", "%(n)s h"),
    ]
