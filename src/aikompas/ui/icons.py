# SPDX-License-Identifier: EUPL-1.2
"""Icons drawn on a grid of 24 by 24, as paths with a stroke of 2; colour follows the text."""

from __future__ import annotations

from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ICONS: dict[str, tuple[str, ...]] = {
    "alert": ("M12 3.5 22 20.5H2z", "M12 10v4.5", "M12 17.4v.2"),
    "applications": (
        "M3.5 3.5h7v7h-7z",
        "M13.5 3.5h7v7h-7z",
        "M3.5 13.5h7v7h-7z",
        "M13.5 17h7",
        "M17 13.5v7",
    ),
    "arrow-left": ("M20 12H4.5", "M10.5 6 4.5 12l6 6"),
    "arrow-right": ("M4 12h15.5", "M13.5 6l6 6-6 6"),
    "ban": ("M12 3a9 9 0 1 0 .01 0z", "M5.7 5.7l12.6 12.6"),
    "bell": ("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15z", "M10 21h4"),
    "book": (
        "M12 6.5C9.5 4.6 6.5 4 3 4v15c3.5 0 6.5.6 9 2.5 2.5-1.9 5.5-2.5 9-2.5V4c-3.5 0-6.5.6-9 2.5z",
        "M12 6.5v15",
    ),
    "building": (
        "M4 21V9.5L12 4l8 5.5V21",
        "M2.5 21h19",
        "M9 21v-5h6v5",
        "M8.5 11.5h.01",
        "M12 11.5h.01",
        "M15.5 11.5h.01",
    ),
    "calendar": ("M4 6h16v14.5H4z", "M4 10.5h16", "M8 3v5", "M16 3v5"),
    "check": ("M4.5 12.5l5 5L19.5 6.5",),
    "chevron-down": ("M5 9l7 7 7-7",),
    "chevron-right": ("M9 5l7 7-7 7",),
    "circle": ("M12 4a8 8 0 1 0 .01 0z",),
    "circle-half": ("M12 4a8 8 0 1 0 .01 0z", "M12 4v16", "M15.5 5v14", "M18.5 7.5v9"),
    "clipboard": ("M6 5H4.5v16h15V5H18", "M8.5 3h7v4h-7z", "M8.5 12h7", "M8.5 16h5"),
    "clock": ("M12 3a9 9 0 1 0 .01 0z", "M12 7.5V12l3.5 2"),
    "close": ("M5.5 5.5l13 13", "M18.5 5.5l-13 13"),
    "dash": ("M5 12h14",),
    "diamond": ("M12 3l9 9-9 9-9-9z",),
    "document": ("M6 3h8l5 5v13H6z", "M14 3v5h5", "M9 13h7", "M9 17h5"),
    "download": ("M12 4v11", "M7 10.5l5 5 5-5", "M4.5 20h15"),
    "edit": ("M4 20l1-4.5L16.5 4 20 7.5 8.5 19z", "M14 6.5 17.5 10"),
    "eye": (
        "M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12z",
        "M12 9.2a2.8 2.8 0 1 0 .01 0z",
    ),
    "flask": ("M9 3h6", "M10 3v6.5L4.5 20.5h15L14 9.5V3", "M7.5 15h9"),
    "flag": ("M5.5 21V4h12.5l-2.5 4.5L18 13H5.5",),
    "globe": (
        "M12 3a9 9 0 1 0 .01 0z",
        "M3 12h18",
        "M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9",
        "M12 3c-3 3-3.5 6-3.5 9s.5 6 3.5 9",
    ),
    "help": (
        "M12 3a9 9 0 1 0 .01 0z",
        "M9.3 9.5c.2-1.7 1.2-2.5 2.7-2.5s2.7.9 2.7 2.3c0 2.2-2.7 2.2-2.7 4.4",
        "M12 17.2v.2",
    ),
    "hexagon": ("M12 3l8 4.5v9L12 21l-8-4.5v-9z",),
    "history": ("M4 5v5h5", "M4.5 10A8.2 8.2 0 1 1 4 14", "M12 8v4.5l3 2"),
    "home": ("M3.5 11.5 12 4l8.5 7.5", "M6 10v10.5h12V10", "M10 20.5V14.5h4v6"),
    "inbox": ("M3.5 13.5 6.5 4.5h11l3 9v6.5h-17z", "M3.5 13.5H9l1 2.5h4l1-2.5h5.5"),
    "info": ("M12 3a9 9 0 1 0 .01 0z", "M12 11v6", "M12 7.4v.2"),
    "layers": ("M12 3.5 21 8.5l-9 5-9-5z", "M3 12.5l9 5 9-5", "M3 16.5l9 5 9-5"),
    "list": ("M9 6h11.5", "M9 12h11.5", "M9 18h11.5", "M4 6h.01", "M4 12h.01", "M4 18h.01"),
    "lock": ("M5 11h14v10H5z", "M8 11V7.5a4 4 0 0 1 8 0V11", "M12 15v2.5"),
    "menu": ("M3.5 6h17", "M3.5 12h17", "M3.5 18h17"),
    "people": (
        "M9 4.5a3.5 3.5 0 1 0 .01 0z",
        "M2.5 20c.5-4.5 3-6.5 6.5-6.5s6 2 6.5 6.5",
        "M16 5a3.5 3.5 0 0 1 0 6.5",
        "M18 14c2 .8 3.2 2.8 3.5 6",
    ),
    "plus": ("M12 4.5v15", "M4.5 12h15"),
    "question": ("M4 4.5h16v12h-8l-5 4v-4H4z", "M8.5 9h7", "M8.5 12.5h4"),
    "scales": (
        "M12 3.5v17",
        "M7 20.5h10",
        "M4.5 7h15",
        "M4.5 7 2 13.5a2.7 2.7 0 0 0 5 0z",
        "M19.5 7 17 13.5a2.7 2.7 0 0 0 5 0z",
    ),
    "search": ("M10.5 4a6.5 6.5 0 1 0 .01 0z", "M15.5 15.5 20.5 20.5"),
    "settings": (
        "M4 7h9",
        "M18 7h2",
        "M15.5 4.5a2.5 2.5 0 1 0 .01 0z",
        "M4 17h2",
        "M11 17h9",
        "M8.5 14.5a2.5 2.5 0 1 0 .01 0z",
    ),
    "shield": ("M12 3l8 3v6c0 4.5-3.2 7.5-8 9-4.8-1.5-8-4.5-8-9V6z", "M8.5 12l2.5 2.5L15.5 10"),
    "square": ("M5 5h14v14H5z",),
    "square-dashed": ("M5 9V5h4", "M15 5h4v4", "M19 15v4h-4", "M9 19H5v-4"),
    "switch": ("M4 8h14", "M14 4l4 4-4 4", "M20 16H6", "M10 12l-4 4 4 4"),
    "trash": ("M4 6.5h16", "M9 6.5V4h6v2.5", "M6 6.5l1 14h10l1-14", "M10.5 10.5v6", "M13.5 10.5v6"),
    "triangle": ("M12 4 21.5 20h-19z",),
    "upload": ("M12 20V9", "M7 13.5l5-5 5 5", "M4.5 4h15"),
    "user": ("M12 4a4 4 0 1 0 .01 0z", "M4 21c.5-5 3.5-7.5 8-7.5s7.5 2.5 8 7.5"),
}


@cache
@cache
def icon(name: str) -> SafeString:
    """Return an icon that screen readers skip; the text beside it says what it means."""
    paths = format_html_join("", '<path d="{}"/>', ((path,) for path in ICONS[name]))
    return format_html(
        '<svg class="ak-icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        "{}</svg>",
        paths,
    )
