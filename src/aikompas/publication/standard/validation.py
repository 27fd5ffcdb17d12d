# SPDX-License-Identifier: EUPL-1.2
"""Checks a registration: what would the national register refuse, and what do we advise?

The register checks required fields, permitted values, forms and lengths (without HTML). It checks no dates or links and
drops unknown keys in silence; that is where our advice begins.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from . import html, values
from .fields import Choice, Field, Standard, standard
from .findings import Finding, shorten

_SYSTEM_KEYS = frozenset({"lars", "publication_dt", "create_dt", "language", "state", "schema"})


def validate(record: Mapping[str, object], version: str = "1.0") -> list[Finding]:
    """Return the findings about a registration in the keys of the standard, in the order of the fields."""
    definition = standard(version)
    findings: list[Finding] = []
    for key, field in definition.fields.items():
        findings += _field_findings(field, record.get(key))
    findings += _recommendations(definition, record)
    findings += _life_findings(definition, record)
    for key in record:
        if key not in definition.fields and key not in _SYSTEM_KEYS:
            findings.append(_advice("", "unknown_key", key=shorten(values.tidy(str(key)), 40)))
    return findings


def would_be_rejected(findings: list[Finding]) -> bool:
    """Say whether the register would refuse a registration with these findings."""
    return any(finding.level == "rejected" for finding in findings)


def is_empty(value: object) -> bool:
    """Say whether a value counts as not filled in."""
    if isinstance(value, str):
        return not html.plain_text(value)
    return value is None or value == [] or value == {}


def _rejected(field: str, code: str, **params: str | int) -> Finding:
    return Finding(field, code, "rejected", params)


def _advice(field: str, code: str, **params: str | int) -> Finding:
    return Finding(field, code, "advice", params)


def _field_findings(field: Field, value: object) -> Iterator[Finding]:
    if is_empty(value):
        if field.required:
            yield _rejected(field.key, "missing")
    elif field.type == "list":
        yield from _list_findings(field, value)
    elif field.type == "grouping":
        yield from _grouping_findings(field, value)
    elif not isinstance(value, str):
        yield _rejected(field.key, "wrong_type")
    elif field.type == "enum":
        if value not in field.values:
            yield _not_permitted(field, value)
    else:
        yield from _text_findings(field, value)


def _not_permitted(field: Field, value: object) -> Finding:
    return _rejected(field.key, "not_permitted", value=shorten(value), permitted=", ".join(field.values))


def _text_findings(field: Field, text: str) -> Iterator[Finding]:
    length = html.text_length(text)
    too_long = field.max_length is not None and length > field.max_length
    if field.type == "month":
        if not values.is_month(text):
            level: Literal["rejected", "advice"] = "rejected" if too_long else "advice"
            yield Finding(field.key, "not_a_month", level, {"value": shorten(text)})
        return
    if too_long:
        yield _rejected(field.key, "too_long", length=length, max=field.max_length or 0)
    tags = html.removed_tags(text) if field.html else html.found_tags(text)
    if tags:
        yield _advice(field.key, "html_removed", tags=", ".join(tags))
    if (field.type != "html" and values.is_placeholder(text)) or values.is_dash(html.plain_text(text)):
        yield _advice(field.key, "placeholder", value=shorten(text))
    elif field.type in _LINK_CHECKS:
        yield from _LINK_CHECKS[field.type](field.key, text)


def _url_findings(key: str, text: str) -> Iterator[Finding]:
    if not values.is_url(text):
        yield _advice(key, "not_a_url", value=shorten(text))
    elif text.casefold().startswith("http:"):
        yield _advice(key, "not_https")


def _contact_findings(key: str, text: str) -> Iterator[Finding]:
    if values.is_url(text):
        yield from _url_findings(key, text)
    elif not values.is_email(text):
        yield _advice(key, "not_email_or_url")
    elif values.looks_personal(text):
        yield _advice(key, "personal_contact")


_LINK_CHECKS: dict[str, Callable[[str, str], Iterator[Finding]]] = {
    "url": _url_findings,
    "email_or_url": _contact_findings,
}


def _list_findings(field: Field, value: object) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield _rejected(field.key, "wrong_type")
        return
    seen: set[str] = set()
    for item in value:
        if not isinstance(item, str) or item not in field.values:
            yield _not_permitted(field, item)
        elif item in seen:
            yield _advice(field.key, "repeated_value", value=item)
        else:
            seen.add(item)


def _grouping_findings(field: Field, value: object) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield _rejected(field.key, "wrong_type")
        return
    for number, item in enumerate(value, start=1):
        title, link = (item.get("title"), item.get("link")) if isinstance(item, dict) else (None, None)
        if (
            not isinstance(item, dict)
            or not isinstance(title, str | None)
            or not isinstance(link, str | None)
        ):
            yield _rejected(field.key, "wrong_type")
            continue
        yield from _title_findings(field, number, title or "")
        yield from _link_findings(field, number, title or "", link or "")


def _title_findings(field: Field, number: int, title: str) -> Iterator[Finding]:
    length = html.text_length(title)
    if is_empty(title):
        yield _rejected(field.key, "title_missing", number=number)
    elif field.title_max_length is not None and length > field.title_max_length:
        yield _rejected(field.key, "title_too_long", number=number, length=length, max=field.title_max_length)


def _link_findings(field: Field, number: int, title: str, link: str) -> Iterator[Finding]:
    if not link.strip():
        if field.link_required:
            yield _rejected(field.key, "link_missing", number=number)
        return
    if field.link_max_length is not None and len(link) > field.link_max_length:
        yield _rejected(
            field.key, "link_too_long", number=number, length=len(link), max=field.link_max_length
        )
    if values.is_url(title) and not values.is_url(link):
        yield _advice(field.key, "title_not_link", number=number)
    else:
        yield from _url_findings(field.key, link)


def _recommendations(definition: Standard, record: Mapping[str, object]) -> Iterator[Finding]:
    category = _choice(definition, record, "publication_category")
    if category is None:
        return
    for key, field in definition.fields.items():
        if category.code in field.recommended_for and is_empty(record.get(key)):
            yield _advice(key, "recommended", category=category.value)


def _life_findings(definition: Standard, record: Mapping[str, object]) -> Iterator[Finding]:
    status = _choice(definition, record, "status")
    begin, end = record.get("begin_date"), record.get("end_date")
    months = [month for month in (begin, end) if isinstance(month, str) and values.is_month(month)]
    if len(months) == 2 and months[1] < months[0]:
        yield _advice("end_date", "end_before_begin")
    if status is None:
        return
    if status.code == "in_use" and is_empty(begin):
        yield _advice("begin_date", "used_without_begin")
    if status.code == "out_of_use" and is_empty(end):
        yield _advice("end_date", "stopped_without_end")
    if status.code != "out_of_use" and not is_empty(end):
        yield _advice("end_date", "end_while_used")


def _choice(definition: Standard, record: Mapping[str, object], key: str) -> Choice | None:
    choice = definition.fields[key].choice(record.get(key))
    return choice if choice and choice.value == record.get(key) else None
