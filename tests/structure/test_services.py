# SPDX-License-Identifier: EUPL-1.2
"""Writes go through services; services and reads know nothing of the web."""

from __future__ import annotations

import ast

from tests.structure.source import PRODUCT, imported_modules, in_layer, place, public_functions, tree

WEB = ("django.http", "django.shortcuts", "django.views", "django.template", "rest_framework", "django_htmx")
READS_ELSEWHERE = ("views", "api", "tables", "tasks", "forms", "filters")


def _is_service(function: ast.FunctionDef) -> bool:
    names = [node.func if isinstance(node, ast.Call) else node for node in function.decorator_list]
    return any(getattr(name, "id", getattr(name, "attr", "")) == "service" for name in names)


def _actor(function: ast.FunctionDef) -> str:
    found = [ast.unparse(a.annotation) for a in function.args.kwonlyargs if a.arg == "actor" and a.annotation]
    return found[0] if found else ""


def test_every_public_function_of_a_services_module_is_a_service() -> None:
    missing = [
        place(path, function.lineno) + f" {function.name}"
        for path in in_layer("services")
        for function in public_functions(path)
        if not _is_service(function)
    ]
    assert not missing, "without @service they could write without a trail: " + "\n".join(missing)


def test_services_are_called_by_keyword_and_take_an_actor() -> None:
    wrong = [
        place(path, function.lineno) + f" {function.name}"
        for path in in_layer("services")
        for function in public_functions(path)
        if function.args.args or function.args.posonlyargs or _actor(function) != "Actor"
    ]
    assert not wrong, "\n".join(wrong)


def test_services_and_selectors_say_what_they_do_and_return() -> None:
    silent = [
        place(path, function.lineno) + f" {function.name}"
        for path in in_layer("services", "selectors")
        for function in public_functions(path)
        if not ast.get_docstring(function) or function.returns is None
    ]
    assert not silent, "\n".join(silent)


def test_services_selectors_and_models_know_no_web_framework() -> None:
    found = [
        f"{place(path, line)} imports {module}"
        for path in in_layer("services", "selectors", "models")
        for line, module in imported_modules(path)
        if module.startswith(WEB)
    ]
    assert not found, "\n".join(found)


def test_views_api_tables_forms_and_tasks_read_through_selectors() -> None:
    found = [
        place(path, node.lineno)
        for path in in_layer(*READS_ELSEWHERE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
        if f"{ast.unparse(node)}.none()" not in path.read_text(encoding="utf-8")
    ]
    assert not found, "these touch the database past the selectors: " + "\n".join(found)


def test_templates_do_not_query() -> None:
    found = [
        place(path)
        for path in PRODUCT.rglob("templates/**/*.html")
        if ".objects." in path.read_text(encoding="utf-8")
    ]
    assert not found, "\n".join(found)
