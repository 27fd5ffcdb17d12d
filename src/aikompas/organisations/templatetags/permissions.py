# SPDX-License-Identifier: EUPL-1.2
"""``{% load permissions %}``: show parts of a page only to who may use them."""

from __future__ import annotations

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token

register = template.Library()


class IfMayNode(Node):
    """Renders its content when the actor of the request may take an action."""

    child_nodelists = ("nodelist_may", "nodelist_else")

    def __init__(
        self,
        action: FilterExpression,
        obj: FilterExpression | None,
        nodelist_may: NodeList,
        nodelist_else: NodeList,
    ) -> None:
        self.action, self.obj = action, obj
        self.nodelist_may, self.nodelist_else = nodelist_may, nodelist_else

    def render(self, context: Context) -> str:
        """Render one of the two branches; without a request nothing is allowed."""
        may = getattr(context.get("request"), "may", None)
        obj = self.obj.resolve(context) if self.obj else None
        allowed = may is not None and may(self.action.resolve(context), obj)
        return (self.nodelist_may if allowed else self.nodelist_else).render(context)


@register.tag
def if_may(parser: Parser, token: Token) -> IfMayNode:
    """``{% if_may "action" [object] %}...[{% else %}...]{% endif_may %}``."""
    _name, *arguments = token.split_contents()
    if not 1 <= len(arguments) <= 2:
        raise template.TemplateSyntaxError("if_may takes an action and at most one object")
    nodelist_may = parser.parse(("else", "endif_may"))
    nodelist_else = NodeList()
    if parser.next_token().contents == "else":
        nodelist_else = parser.parse(("endif_may",))
        parser.delete_first_token()
    action, *rest = [parser.compile_filter(argument) for argument in arguments]
    return IfMayNode(action, rest[0] if rest else None, nodelist_may, nodelist_else)
