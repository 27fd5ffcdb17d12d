# SPDX-License-Identifier: EUPL-1.2
"""The simple HTML of register texts: clean it, count it, compare it, and turn it into plain text.

A value of an HTML field is an HTML fragment. Plain text with line breaks is a fragment too: `as_html` shows its lines.
"""

import re
from html import unescape

import nh3

ALLOWED_TAGS = frozenset({"div", "br", "p", "ul", "ol", "li"})

_FOREIGN_TAGS = frozenset({
    "audio", "body", "button", "embed", "font", "form", "head", "html", "iframe", "input", "link", "main", "math",
    "meta", "noscript", "o:p", "object", "option", "script", "section", "select", "style", "svg", "textarea", "title",
    "video",
})  # fmt: skip
_KNOWN_TAGS = nh3.ALLOWED_TAGS | ALLOWED_TAGS | _FOREIGN_TAGS
_NAMES = "|".join(sorted(_KNOWN_TAGS, key=lambda name: (-len(name), name)))
_TAG = re.compile(rf"</?({_NAMES})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_LOOSE_BRACKET = re.compile(rf"<(?!/?(?:{_NAMES})(?=[\s/>])[^<>]*>)", re.IGNORECASE)
_HEADING_OR_ROW_END = re.compile(
    r"</(?:h[1-6]|tr|table|blockquote|section|article|pre|dt|dd)\s*>", re.IGNORECASE
)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_ITEM = re.compile(r"(?:<(?:/?div|/?ul|/?ol|/li)>\s*)*<li>")
_LINE = re.compile(r"<br>|(?:<(?:/?div|/?ul|/?ol|/li)>\s*)+")
_PARAGRAPH = re.compile(r"(?:</?p>\s*)+")
_MAX_TAGS = 1000
_MAX_LAYERS = 5


def sanitise(text: str) -> str:
    """Return the fragment with the allowed tags only, without attributes; a loose `<` stays as text."""
    if "<" not in text and "&" not in text and ">" not in text and "\xa0" not in text:
        return text
    text = _HEADING_OR_ROW_END.sub("<br>", _CELL_END.sub(" ", _prepared(text)))
    return nh3.clean(
        text, tags=set(ALLOWED_TAGS), attributes={}, clean_content_tags={"script", "style"}, link_rel=None
    )


def removed_tags(text: str) -> list[str]:
    """Return the names of the tags that `sanitise` takes out, in alphabetical order."""
    return [name for name in found_tags(text) if name not in ALLOWED_TAGS]


def found_tags(text: str) -> list[str]:
    """Return the names of all tags in a text, in alphabetical order."""
    return sorted({name.lower() for name in _TAG.findall(text)}) if "<" in text else []


def text_length(text: str) -> int:
    """Count the characters as the register does: tags away, the pieces of text between them joined by a space."""
    if "<" not in text and "&" not in text:
        return len(text)
    fragment = nh3.clean(_prepared(text), tags=set(nh3.ALLOWED_TAGS), attributes={}, link_rel=None)
    return len(" ".join(unescape(piece) for piece in _ANY_TAG.split(fragment) if piece))


def plain_text(text: str) -> str:
    """Return the text without tags: a line per paragraph or break, list items marked with a dash."""
    fragment = sanitise(text)
    if "<" in fragment:
        fragment = _PARAGRAPH.sub("\n\n", _LINE.sub("\n", _ITEM.sub("\n- ", fragment)))
    lines = (line.strip(" \t") for line in unescape(fragment).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str, length: int = 0) -> str:
    """Return the text on one line, cut at a word when it is longer than `length`."""
    line = " ".join(plain_text(text).split())
    if not length or len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def normalise(text: str) -> str:
    """Return the form in which two texts are the same when only mark-up, white space or wrapping differs."""
    lines = (" ".join(line.split()) for line in plain_text(text).splitlines())
    return "\n".join(line for line in lines if line)


def same_text(one: str, other: str) -> bool:
    """Say whether two fragments say the same."""
    return one == other or normalise(one) == normalise(other)


def as_html(text: str) -> str:
    """Return a safe fragment to show: sanitised, and lines of plain text kept apart."""
    fragment = sanitise(text)
    return fragment if "<" in fragment else fragment.strip().replace("\n", "<br>")


def without_markup(text: str) -> str:
    """Return a plain-text value without the HTML tags and entities that crept into it."""
    if "<" not in text and "&" not in text:
        return text
    for _ in range(_MAX_LAYERS):
        stripped = _ENTITY.sub(lambda match: unescape(match[0]), _TAG.sub(" ", text))
        if stripped == text:
            return text
        text = stripped
    return text.replace("<", " ").replace("&", " ")


def _prepared(text: str) -> str:
    """Drop comments and escape each `<` that begins no tag, so that a parser does not swallow the text after it."""
    if text.count("<") > _MAX_TAGS:
        text = _ANY_TAG.sub(" ", text)
    return _LOOSE_BRACKET.sub("&lt;", _without_comments(text))


def _without_comments(text: str) -> str:
    before, *pieces = text.split("<!--")
    kept = [before]
    for piece in pieces:
        _, end, after = piece.partition("-->")
        kept.append(after if end else "<!--" + piece)
    return "".join(kept)
