# SPDX-License-Identifier: EUPL-1.2
"""Single values as they occur in real files: tidy text, months, links, e-mail addresses and groupings."""

import re
from urllib.parse import urlsplit

from .registration import Item

PLACEHOLDERS = frozenset({
    "nb", "n.b", "n.b.", "nvt", "n.v.t", "n.v.t.", "n/a", "nan", "nil", "null", "none", "onbekend", "unknown", "geen",
    "leeg", "tbd", "xx", "xxx", "niet bekend", "nog niet bekend", "nog onbekend", "niet van toepassing",
})  # fmt: skip

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_EMAIL = re.compile(r"[^@\s<>,;\"()]+@[^@\s<>,;\"()]+\.[^@\s<>,;\"().]{2,}")
_PERSONAL = re.compile(r"[a-z](?:\.[a-z])*\.(?:(?:van|de|der|den|ten|ter|te)\.?)*[a-z-]{2,}@", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", re.ASCII)

_MONTHS = (
    ("januari", "january"), ("februari", "february"), ("maart", "march", "mrt", "maa"), ("april",), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("augustus", "august"), ("september", "sept"), ("oktober", "october"),
    ("november",), ("december",),
)  # fmt: skip
_MONTH_NUMBERS = {
    spelling: number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names
    for spelling in (name, name[:3])
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})(?:[-/. ]?\d{1,2})?(?:[t ].*)?", re.ASCII)
_MONTH_FIRST = re.compile(r"(?:\d{1,2}[-/. ])?(\d{1,2})[-/. ](\d{4})(?: .*)?", re.ASCII)
_NAMED = re.compile(r"(?:\d{1,2}[-. ]+)?([a-z]{3,10})\.?[-' ]+(\d{4}|\d{2})", re.ASCII)
_NUMBERED = re.compile(r"(?:^|\.\s+)(\d{1,3}): ")


def tidy(text: str) -> str:
    """Return the text without control characters, with plain line ends and no white space around it."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def single_line(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def is_dash(text: str) -> bool:
    """Say whether a text has no letter or digit in it."""
    return not any(character.isalnum() for character in text)


def is_placeholder(text: str) -> bool:
    """Say whether a text stands for "nothing filled in"."""
    return is_dash(text) or single_line(text).casefold() in PLACEHOLDERS


def is_month(text: str) -> bool:
    """Say whether this is a month as yyyy-mm."""
    return bool(_MONTH.fullmatch(text))


def read_month(text: str) -> str | None:
    """Return the month, as yyyy-mm, that a date in any usual notation falls in."""
    text = single_line(text).casefold()
    if found := _YEAR_FIRST.fullmatch(text):
        return _month(found[1], found[2])
    if found := _MONTH_FIRST.fullmatch(text):
        return _month(found[2], found[1])
    if found := _NAMED.fullmatch(text):
        year = found[2] if len(found[2]) == 4 else "20" + found[2]
        return _month(year, str(_MONTH_NUMBERS.get(found[1], 0)))
    return None


def _month(year: str, month: str) -> str | None:
    written = f"{year}-{month.zfill(2)}"
    return written if is_month(written) else None


def is_url(text: str) -> bool:
    """Say whether this is a web address with http or https and a host."""
    if not _URL.fullmatch(text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def read_url(text: str) -> str | None:
    """Return the first web address in the text; `www.` at the beginning is completed."""
    text = tidy(text)
    if is_url(text):
        return text
    if text.casefold().startswith("www.") and not re.search(r"\s", text):
        text = "https://" + text
    found = _URL.search(text)
    url = found[0].rstrip(".,;)") if found else ""
    return url if is_url(url) else None


def is_email(text: str) -> bool:
    """Say whether this is an e-mail address."""
    return bool(_EMAIL.fullmatch(text))


def looks_personal(text: str) -> bool:
    """Say whether an e-mail address looks like that of one person (initial and surname)."""
    return is_email(text) and bool(_PERSONAL.match(text))


def flatten_items(items: list[Item]) -> str:
    """Return a grouping as the national export writes it: `1: title, link. 2: title, link`."""
    pairs = (
        ", ".join(part for part in (item.get("title", ""), item.get("link", "")) if part) for item in items
    )
    return ". ".join(f"{number}: {pair}" for number, pair in enumerate(pairs, start=1))


def read_items(text: str) -> list[Item]:
    """Return the grouping that a text holds: numbered as in the export, or a title and a link on each line."""
    text = tidy(text)
    starts: list[re.Match[str]] = []
    for mark in _NUMBERED.finditer(text):
        if int(mark[1]) == len(starts) + 1:
            starts.append(mark)
    if not starts:
        return [_item_on_line(line) for line in text.split("\n") if not is_dash(line)]
    ends = [mark.start() for mark in starts[1:]] + [len(text)]
    return [_item_of_pair(text[mark.end() : end].strip()) for mark, end in zip(starts, ends, strict=True)]


def _item_of_pair(pair: str) -> Item:
    title, comma, link = pair.rpartition(", ")
    if comma and is_url(link):
        return {"title": title, "link": link}
    return {"link": pair} if is_url(pair) else {"title": pair}


def _item_on_line(line: str) -> Item:
    found = _URL.search(line)
    if not found:
        return {"title": line.strip()}
    title = (line[: found.start()] + " " + line[found.end() :]).strip(" \t:,;-–()")
    return {"title": title, "link": found[0]} if title else {"link": found[0]}


def split_list(text: str) -> list[str]:
    """Return the values of a list written as text, separated by commas, semicolons, bars or line ends."""
    return [part.strip() for part in re.split(r"[,;|\n]", text) if part.strip()]
