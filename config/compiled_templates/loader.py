"""Loads templates, and has their nodes compiled when they are first printed."""

from collections.abc import Callable

from django.template.base import NodeList, Template
from django.template.defaulttags import CycleNode, IfChangedNode
from django.template.loader_tags import BlockNode
from django.template.loaders import cached
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from config.compiled_templates.writing import printer_of


class CompiledNodeList(NodeList):
    """Nodes as Django parsed them, printed by a function that is written for them.

    They stay in the list, since Django looks there for the blocks of a template.
    """

    printer = None

    def render(self, context) -> SafeString:
        printed = []
        self.print_to(context, printed.append)
        return SafeString("".join(printed))

    def print_to(self, context, write: Callable[[str], None]) -> None:
        if self.printer is None:
            self.printer = printer_of(self, CompiledNodeList)
        self.printer(context, write)

    @cached_property
    def keeps_state(self) -> bool:
        """True if a node remembers what it printed, for the template it is in."""
        return any(self.get_nodes_by_type(kind) for kind in (BlockNode, CycleNode, IfChangedNode))


class Loader(cached.Loader):
    """Django's loader that keeps templates, which compiles what it keeps."""

    def get_template(self, template_name, skip=None) -> Template:
        template = super().get_template(template_name, skip)
        # A page of errors shows the line of a template, which only Django's own nodes know.
        is_plain = not (self.engine.debug or self.engine.string_if_invalid)
        if is_plain and not isinstance(template.nodelist, CompiledNodeList):
            compile_template(template)
        return template


def compile_template(template: Template) -> None:
    blocks = template.nodelist.get_nodes_by_type(BlockNode)
    partials = template.extra_data.get("partials", {}).values()
    for each in (*blocks, *partials, template):
        each.nodelist = CompiledNodeList(each.nodelist)
