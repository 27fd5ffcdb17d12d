# SPDX-License-Identifier: EUPL-1.2
"""The front end as files: lock file, themes, templates that keep to the rules."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from aikompas.ui import themes

SOURCES = Path(__file__).parents[2]
REPOSITORY = Path(__file__).parents[4]
STATIC = Path(__file__).parents[1] / "static" / "ui"
TEMPLATES = sorted(file for file in SOURCES.rglob("*.html") if "tests" not in file.parts)


def tokens(theme: str) -> dict[str, str]:
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "themes" / f"{theme}.css").read_text("utf-8"), flags=re.DOTALL)
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", css))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_PAIRS = [
    ("default-color-document", "default-bg-document"),
    ("default-color-document", "default-bg-active"),
    ("default-color-default", "default-bg-default"),
    ("default-color-subtle", "default-bg-document"),
    ("default-color-subtle", "default-bg-subtle"),
    ("default-color-subtle", "default-bg-default"),
    ("default-color-subtle", "accent-1-bg-subtle"),
    ("default-inverse-color-document", "default-inverse-bg-document"),
    ("accent-1-color-default", "default-bg-document"),
    ("accent-1-color-default", "accent-1-bg-default"),
    ("accent-1-color-document", "accent-1-bg-active"),
    ("accent-1-inverse-color-default", "accent-1-inverse-bg-default"),
    ("accent-1-inverse-color-default", "accent-1-inverse-bg-document"),
    ("action-1-color-default", "default-bg-document"),
    ("action-1-color-default", "accent-1-bg-default"),
    ("action-1-color-hover", "action-1-bg-hover"),
    ("action-1-color-active", "action-1-bg-active"),
    ("action-1-inverse-color-default", "action-1-inverse-bg-default"),
    ("action-1-inverse-color-default", "action-1-inverse-bg-hover"),
    ("action-2-color-default", "default-bg-document"),
    ("action-2-color-default", "default-bg-default"),
    ("action-2-color-default", "accent-1-bg-default"),
    ("action-2-color-hover", "default-bg-hover"),
]
SHAPE_PAIRS = [
    ("default-border-default", "default-bg-document"),
    ("action-1-border-default", "default-bg-document"),
    ("accent-1-color-default", "default-bg-default"),
]


@pytest.mark.parametrize("theme", sorted(themes.shipped()))
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_in_every_palette_can_be_read(theme, text, ground):
    found = tokens(theme)
    assert contrast(found[f"--basis-color-{text}"], found[f"--basis-color-{ground}"]) >= 4.5


@pytest.mark.parametrize("theme", sorted(themes.shipped()))
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_in_every_palette_can_be_seen(theme, shape, ground):
    found = tokens(theme)
    assert contrast(found[f"--basis-color-{shape}"], found[f"--basis-color-{ground}"]) >= 3


@pytest.mark.parametrize("theme", sorted(themes.shipped()))
@pytest.mark.parametrize("number", range(1, 7))
def test_charts_in_every_palette_can_be_seen(theme, number):
    found = tokens(theme)
    assert contrast(found[f"--ak-series-{number}"], found["--basis-color-default-bg-document"]) >= 3


@pytest.mark.parametrize("theme", sorted(themes.shipped()))
def test_focus_can_be_seen_in_every_palette(theme):
    found = tokens(theme)
    assert contrast(found["--basis-focus-outline-color"], found["--basis-color-default-bg-document"]) >= 3
    assert contrast(found["--basis-focus-color"], found["--basis-focus-background-color"]) >= 4.5


@pytest.mark.parametrize("theme", sorted(themes.shipped()))
def test_a_palette_holds_tokens_on_the_root_and_nothing_else(theme):
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "themes" / f"{theme}.css").read_text("utf-8"), flags=re.DOTALL)
    assert re.fullmatch(r"\s*:root\s*\{(\s*--[\w-]+:[^;{}]+;)+\s*\}\s*", css)


def test_palettes_define_the_same_tokens():
    assert len({frozenset(tokens(theme)) for theme in themes.shipped()}) == 1
    assert themes.shipped() >= {"kompas", "duin"}


def test_a_page_without_organisation_wears_the_products_own_palette():
    assert themes.theme_of(None) == "kompas"


def test_an_unknown_palette_falls_back_to_the_products_own():
    class Request:
        class organisation:  # noqa: N801
            theme = "../../secret"

    assert themes.theme_of(Request) == "kompas"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(SOURCES)))
def test_no_template_has_styles_or_scripts_of_its_own(file):
    source = file.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=", source), "style attribute"
    assert "<style" not in source
    assert not re.search(r"<script(?![^>]*\ssrc=)", source), "inline script"
    assert not re.search(r"\son(click|load|change|submit|input|error|focus)\s*=", source), "event handler"
    assert "javascript:" not in source
    assert "hx-on" not in source


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_no_context(name):
    html = get_template(name).render({})
    assert "<h1" in html
    assert 'lang="' in html


def test_style_sheets_load_in_their_fixed_order():
    html = get_template("500.html").render({})
    found = re.findall(
        r'href="[^"]*/(design-system|kompas|base|shell|public|components|content|forms|lists|charts|print)[.\w]*\.css"',
        html,
    )
    order = "kompas base shell public components content forms lists charts print"
    assert found[-10:] == order.split()


def test_the_lock_file_names_no_download_addresses():
    lock = json.loads((REPOSITORY / "package-lock.json").read_text("utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert ".tgz" not in json.dumps(lock)


def test_packages_are_pinned():
    package = json.loads((REPOSITORY / "package.json").read_text("utf-8"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_own_style_sheets_refer_only_to_files_that_exist():
    for sheet in STATIC.glob("*.css"):
        for target in re.findall(r"url\([\"']?([^)\"']+)", sheet.read_text("utf-8")):
            assert (sheet.parent / target).exists(), f"{sheet.name}: {target}"


def test_the_built_style_sheet_refers_only_to_files_beside_it():
    built = STATIC / "vendor" / "design-system.css"
    if not built.exists():
        pytest.skip("the front end is not built: run scripts/build_frontend.py")
    for target in re.findall(r"url\([\"']?([^)\"']+)", built.read_text("utf-8")):
        assert (built.parent / target).exists(), target


def test_colours_of_alerts_and_badges_can_be_read():
    built = STATIC / "vendor" / "design-system.css"
    if not built.exists():
        pytest.skip("the front end is not built: run scripts/build_frontend.py")
    declared = dict(re.findall(r"(--[\w-]+):\s*([^;}]+)", built.read_text("utf-8")))

    def colour(name: str) -> str:
        value = declared[name]
        while match := re.fullmatch(r"var\((--[\w-]+)\)", value):
            value = declared[match[1]]
        return value

    for kind in ("negative", "warning", "positive", "info"):
        ground = colour(f"--basis-color-{kind}-bg-default")
        assert contrast(colour(f"--basis-color-{kind}-color-default"), ground) >= 4.5
        assert contrast(colour(f"--basis-color-{kind}-border-default"), "#ffffff") >= 3
