# SPDX-License-Identifier: EUPL-1.2
"""Turns a raw registration into a record of the standard, and says what was changed or left out.

A cleaned record holds filled-in fields only, in the order of the standard. Texts are tidy, HTML is sanitised, months
are yyyy-mm, links are links, choices are permitted values. Cleaning a cleaned record changes nothing.
Texts that are too long are kept (the validation refuses them); names and the like are cut.
"""

from collections.abc import Callable, Mapping
from itertools import chain

from . import html, values
from .fields import Field, standard
from .findings import Finding, shorten
from .registration import Item, Record, Value

_OLD_FIELDS = {
    "iama_description": "impacttoetsen",
    "lawful_basis_link": "lawful_basis_grouping",
    "source_data_link": "source_data_grouping",
}
_CUT = frozenset({"name", "organization", "provider", "source_id", "contact_email"})
_LONGEST_TEXT = 100_000
_MOST_ITEMS = 200
_MOST_UNKNOWN = 50

Findings = list[Finding]


def clean(raw: Mapping[str, object], known: frozenset[str] = frozenset()) -> tuple[Record, Findings]:
    """Return the record and what was repaired; `known` names further keys that the caller has dealt with."""
    definition = standard()
    findings: Findings = []
    source = _with_old_fields(raw, findings)
    record: Record = {}
    for key, field in definition.fields.items():
        value = _value(field, source.get(key), findings)
        if value and key != "standard_version":
            record[key] = value
    unknown = (
        key for key in source if key not in definition.fields and key not in known and _filled(source[key])
    )
    for key, _ in zip(unknown, range(_MOST_UNKNOWN), strict=False):
        findings.append(_repaired("", "unknown_key", key=shorten(values.tidy(str(key)), 40)))
    return record, findings


def _with_old_fields(raw: Mapping[str, object], findings: Findings) -> dict[str, object]:
    source = dict(raw)
    for old, new in _OLD_FIELDS.items():
        value = source.pop(old, None)
        if _filled(value) and not _filled(source.get(new)):
            source[new] = value
            findings.append(_repaired(new, "moved_from", key=old))
        elif _filled(value):
            source[old] = value
    return source


def _filled(value: object) -> bool:
    return bool(value) and not (isinstance(value, str) and not value.strip())


def _repaired(field: str, code: str, **params: str | int) -> Finding:
    return Finding(field, code, "repaired", params)


def _value(field: Field, raw: object, findings: Findings) -> Value | None:
    if raw is None or raw == "" or raw == []:
        return None
    if field.type == "list":
        return _choices(field, raw, findings)
    if field.type == "grouping":
        return _items(field, raw, findings)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raw = shorten(_number(raw))
    if not isinstance(raw, str):
        findings.append(_repaired(field.key, "wrong_type_dropped"))
        return None
    text = values.tidy(raw[:_LONGEST_TEXT])
    return _TEXT_READERS[field.type](field, text, findings) if text else None


def _number(raw: float) -> str:
    try:
        return str(raw)
    except ValueError:  # an integer of thousands of digits
        return ""


def _text(field: Field, text: str, findings: Findings) -> str:
    if tags := html.found_tags(text):
        findings.append(_repaired(field.key, "html_removed", tags=", ".join(tags)))
    text = values.tidy(html.without_markup(text))
    if field.key != "description_short":
        text = values.single_line(text)
    if _says_nothing(field, text):
        findings.append(_repaired(field.key, "placeholder_dropped", value=shorten(text)))
        return ""
    return _fitting(field, text, findings)


def _says_nothing(field: Field, text: str) -> bool:
    if field.key == "source_id":  # "n.v.t." would be the identity of every row that has none
        return values.is_placeholder(text)
    return values.is_dash(text) or (field.key != "name" and text.casefold() in {"null", "none", "nan"})


def _fitting(field: Field, text: str, findings: Findings) -> str:
    length = html.text_length(text) if field.html else len(text)
    if field.max_length is None or length <= field.max_length:
        return text
    code = "text_cut" if field.key in _CUT else "too_long_kept"
    findings.append(_repaired(field.key, code, length=length, max=field.max_length))
    return text[: field.max_length - 1].rstrip() + "…" if field.key in _CUT else text


def _html(field: Field, text: str, findings: Findings) -> str:
    if tags := html.removed_tags(text):
        findings.append(_repaired(field.key, "html_removed", tags=", ".join(tags)))
    text = values.tidy(html.sanitise(text))
    plain = html.plain_text(text)
    if values.is_dash(plain) or plain.casefold() in {"null", "none", "nan"}:
        if plain:
            findings.append(_repaired(field.key, "placeholder_dropped", value=shorten(plain)))
        return ""
    return _fitting(field, text, findings)


def _month(field: Field, text: str, findings: Findings) -> str:
    if values.is_month(text):
        return text
    if values.is_placeholder(text):
        findings.append(_repaired(field.key, "placeholder_dropped", value=shorten(text)))
        return ""
    month = values.read_month(text)
    if month is None:
        findings.append(_repaired(field.key, "month_unreadable", value=shorten(text)))
        return ""
    findings.append(_repaired(field.key, "month_rewritten", value=shorten(text), result=month))
    return month


def _url(field: Field, text: str, findings: Findings) -> str:
    if values.is_placeholder(text):
        findings.append(_repaired(field.key, "placeholder_dropped", value=shorten(text)))
        return ""
    url = values.read_url(text)
    if url is None or len(url) > (field.max_length or len(url)):
        findings.append(_repaired(field.key, "url_dropped", value=shorten(text)))
        return ""
    if url != text:
        findings.append(_repaired(field.key, "value_rewritten", value=shorten(text), result=shorten(url)))
    return url


def _contact(field: Field, text: str, findings: Findings) -> str:
    if values.is_placeholder(text):
        findings.append(_repaired(field.key, "placeholder_dropped", value=shorten(text)))
        return ""
    contact = text.removeprefix("mailto:").strip()
    if contact.casefold().startswith("www."):
        contact = values.read_url(contact) or contact
    if contact != text:
        findings.append(_repaired(field.key, "value_rewritten", value=shorten(text), result=shorten(contact)))
    return contact if values.is_url(contact) and len(contact) <= 500 else _text(field, contact, findings)


def _choice(field: Field, text: str, findings: Findings) -> str:
    choice = field.choice(text)
    if choice is None:
        if field.key == "standard_version":
            version = shorten(text, 20)
            findings.append(_repaired(field.key, "other_version", value=version, version=standard().version))
        elif values.is_placeholder(text):
            findings.append(_repaired(field.key, "placeholder_dropped", value=shorten(text)))
        else:
            findings.append(_repaired(field.key, "value_unknown", value=shorten(text)))
        return ""
    return choice.value


def _choices(field: Field, raw: object, findings: Findings) -> list[str]:
    if isinstance(raw, str):
        whole = field.choice(raw)
        parts: list[object] = [whole.value] if whole else list(values.split_list(raw[:_LONGEST_TEXT]))
    elif isinstance(raw, list):
        parts = list(chain.from_iterable(_parts(item) for item in raw[:_MOST_ITEMS]))
    else:
        findings.append(_repaired(field.key, "wrong_type_dropped"))
        return []
    chosen: dict[str, None] = {}
    for part in parts[:_MOST_ITEMS]:
        choice = field.choice(part)
        if choice is not None:
            chosen[choice.value] = None
        elif not (isinstance(part, str) and values.is_placeholder(part)):
            findings.append(_repaired(field.key, "value_unknown", value=shorten(values.tidy(_shown(part)))))
    return list(chosen)


def _parts(item: object) -> list[object]:
    return list(values.split_list(item)) if isinstance(item, str) else [item]


def _shown(part: object) -> str:
    return part if isinstance(part, str) else type(part).__name__


def _items(field: Field, raw: object, findings: Findings) -> list[Item]:
    if isinstance(raw, str):
        parts: list[object] = list(values.read_items(html.plain_text(raw[:_LONGEST_TEXT])))
    elif isinstance(raw, dict):
        parts = [raw]
    elif isinstance(raw, list):
        parts = list(chain.from_iterable(_item_parts(part) for part in raw[:_MOST_ITEMS]))
    else:
        parts = [raw]
    items: list[Item] = []
    for part in parts[:_MOST_ITEMS]:
        item = _item(field, part, len(items) + 1, findings)
        if item:
            items.append(item)
    return items


def _item_parts(part: object) -> list[object]:
    return list(values.read_items(part[:_LONGEST_TEXT])) if isinstance(part, str) else [part]


def _item(field: Field, raw: object, number: int, findings: Findings) -> Item | None:
    if not isinstance(raw, dict):
        findings.append(_repaired(field.key, "wrong_type_dropped"))
        return None
    title, link = _item_text(raw.get("title")), _item_text(raw.get("link"))
    if values.is_url(title) and link and not values.is_url(link):
        title, link = link, title
        findings.append(_repaired(field.key, "title_link_swapped", number=number))
    url = values.read_url(link) if link else None
    if link and not url and not values.is_placeholder(link):
        findings.append(_repaired(field.key, "link_dropped", number=number, value=shorten(link)))
    if values.is_dash(title):
        if not url:
            return None
        title = url
        findings.append(_repaired(field.key, "title_from_link", number=number))
    return {"title": title, "link": url} if url else {"title": title}


def _item_text(raw: object) -> str:
    if not isinstance(raw, str):
        return ""
    text = values.tidy(raw[:_LONGEST_TEXT])
    return text if values.is_url(text) else values.single_line(values.tidy(html.without_markup(text)))


_TEXT_READERS: dict[str, Callable[[Field, str, Findings], str]] = {
    "text": _text,
    "html": _html,
    "enum": _choice,
    "month": _month,
    "url": _url,
    "email_or_url": _contact,
}
