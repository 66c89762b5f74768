"""Writes the Python that prints a list of nodes.

The nodes that pages are full of become lines of one function: text, variables, ``if``, ``for``, ``with``, parts of
templates and simple tags. Every other node prints itself, as in Django.
"""

from collections.abc import Callable, Iterable
from contextlib import contextmanager

from django.template.base import FilterExpression, Node, NodeList, TextNode, Variable, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, TemplateLiteral, WithNode
from django.template.library import SimpleNode
from django.template.smartif import OPERATORS
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.timezone import template_localtime
from template_partials.templatetags.partials import DefinePartialNode, RenderPartialNode

from config.compiled_templates import values
from timeline.templatetags.record_tags import PartNode

# By what a condition is called in a template; `not` has one side.
INFIX = set(OPERATORS) - {"not"}

# The attributes in which tags, Django's and others', keep the name of the variable that they set.
NAMING = ("target_var", "asvar", "var_name", "variable_name", "variable", "as_var")

GLOBALS = {
    "lookup": values.lookup,
    "attribute": values.attribute,
    "print_part": values.print_part,
    "print_partial": values.print_partial,
    "kept_safe": values.kept_safe,
    "printed": values.printed,
    "listed": values.listed,
    "repeated": values.repeated,
    "conditional_escape": conditional_escape,
    "template_localtime": template_localtime,
}


def printer_of(nodes: NodeList, compiled: type[NodeList]) -> Callable:
    """A function of a context and of what takes each text.

    Lists within nodes that print themselves become ``compiled``.
    """
    writer = _Writer(compiled, _names_set_by_tags(nodes))
    writer.write_nodes(nodes, depth=1)
    names = {**GLOBALS, **writer.constants}
    exec("\n".join(["def printer(context, write):", *writer.lines, " return"]), names)
    return names["printer"]


def _names_set_by_tags(nodes: NodeList) -> set[str]:
    """Names that tags such as ``{% url … as name %}`` give to what they find."""
    every = [each for node in nodes for each in node.get_nodes_by_type(Node)]
    return {name for node in every for attribute in NAMING if isinstance(name := getattr(node, attribute, None), str)}


class _Writer:
    """Writes lines of Python; names of ``for`` and ``with`` are local variables.

    They are variables of the context as well, for nodes that print themselves. A name that any tag sets is looked for
    in the context alone.
    """

    def __init__(self, compiled: type[NodeList], set_by_tags: set[str]):
        self.compiled = compiled
        self.set_by_tags = set_by_tags
        self.lines: list[str] = []
        self.constants: dict[str, object] = {}
        self.known: dict[str, str] = {}
        self.count = 0

    def line(self, depth: int, text: str) -> None:
        self.lines.append(" " * depth + text)

    def constant(self, value) -> str:
        """A name for a value that the function is made with."""
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    # Statements

    def write_nodes(self, nodes: NodeList, depth: int) -> None:
        for node in nodes:
            # A subclass of a known node may print otherwise.
            write = WRITERS.get(type(node), _Writer.write_as_it_is)
            write(self, node, depth)

    def write_as_it_is(self, node: Node, depth: int) -> None:
        for name in node.child_nodelists:
            inner = getattr(node, name, None)
            if inner and not isinstance(inner, self.compiled):
                setattr(node, name, self.compiled(inner))
        self.line(depth, f"write({self.constant(node)}.render_annotated(context))")

    def write_text(self, node: TextNode, depth: int) -> None:
        self.line(depth, f"write({node.s!r})")

    def write_variable(self, node: VariableNode, depth: int) -> None:
        self.line(depth, f"write(printed({self.value(node.filter_expression)}, context))")

    def write_if(self, node: IfNode, depth: int) -> None:
        for condition, nodes in node.conditions_nodelists:
            if condition is not None:
                if isinstance(condition, TemplateLiteral):
                    self.line(depth, f"if {self.condition(condition)}:")
                else:
                    # In Django, a comparison that fails is false.
                    self.line(depth, f"try: holds = {self.condition(condition)}")
                    self.line(depth, f"except Exception: holds = {self.constant(condition)}.eval(context)")
                    self.line(depth, "if holds:")
                depth += 1
            self.write_block(nodes, depth)
            if condition is not None:
                self.line(depth - 1, "else:")
        self.line(depth, "pass")

    def write_for(self, node: ForNode, depth: int) -> None:
        found = f"listed({self.value(node.sequence, missing=None)})"
        self.line(depth, f"found = {found}")
        self.line(depth, "if len(found):")
        order = "list(reversed(found))" if node.is_reversed else "found"
        with self.locals(node.loopvars) as names:
            self.line(depth + 1, f"for {', '.join(names)}, in repeated(context, {order}, {tuple(node.loopvars)!r}):")
            self.write_block(node.nodelist_loop, depth + 2)
        self.line(depth, "else:")
        self.write_block(node.nodelist_empty, depth + 1)

    def write_with(self, node: WithNode, depth: int) -> None:
        found = [self.value(value) for value in node.extra_context.values()]
        with self.locals(node.extra_context) as names:
            for name, value in zip(names, found, strict=True):
                self.line(depth, f"{name} = {value}")
            pairs = ", ".join(f"{each!r}: {name}" for each, name in zip(node.extra_context, names, strict=True))
            self.line(depth, f"context.dicts.append({{{pairs}}})")
            self.write_nodes(node.nodelist, depth)
        self.line(depth, "context.dicts.pop()")

    @contextmanager
    def locals(self, names: Iterable[str]):
        """A local variable for each name, known within the block."""
        outer = self.known
        given = {name: f"v{self.count + at}" for at, name in enumerate(names)}
        self.count += len(given)
        self.known = outer | {name: local for name, local in given.items() if name not in self.set_by_tags}
        # The context has variables of its own in a loop; an outer one of this name is not it.
        self.known.pop("forloop", None)
        yield list(given.values())
        self.known = outer

    def write_part(self, node: PartNode, depth: int) -> None:
        """Print a part of another template; its values are variables for it alone."""
        if node.values:
            pairs = ", ".join(f"{name!r}: {self.value(value)}" for name, value in node.values.items())
            self.line(depth, f"context.dicts.append({{{pairs}}})")
        self.line(depth, f"print_part({self.constant(node)}.nodes(context), context, write)")
        if node.values:
            self.line(depth, "context.dicts.pop()")

    def write_partial(self, node: RenderPartialNode, depth: int) -> None:
        # It may be defined further on.
        self.line(depth, f"print_partial({self.constant(node.partial_mapping)}[{node.partial_name!r}], context, write)")

    def write_partial_here(self, node: DefinePartialNode, depth: int) -> None:
        if node.inline:
            self.write_nodes(node.nodelist, depth)

    def write_simple_tag(self, node: SimpleNode, depth: int) -> None:
        arguments = [self.value(each) for each in node.args]
        arguments += [f"{name}={self.value(value)}" for name, value in node.kwargs.items()]
        if node.takes_context:
            arguments.insert(0, "context")
        call = f"{self.constant(node.func)}({', '.join(arguments)})"
        if node.target_var is not None:
            self.line(depth, f"context[{node.target_var!r}] = {call}")
        else:
            self.line(depth, f"found = {call}")
            self.line(depth, "write(conditional_escape(found) if context.autoescape else found)")

    def write_nothing(self, node: Node, depth: int) -> None:
        pass

    def write_block(self, nodes: NodeList, depth: int) -> None:
        self.write_nodes(nodes, depth)
        self.line(depth, "pass")

    # Expressions

    def condition(self, condition) -> str:
        if isinstance(condition, TemplateLiteral):
            return self.value(condition.value, missing=None)
        if condition.id == "not":
            return f"(not {self.condition(condition.first)})"
        if condition.id in INFIX:
            return f"({self.condition(condition.first)} {condition.id} {self.condition(condition.second)})"
        return f"{self.constant(condition)}.eval(context)"

    def value(self, expression: FilterExpression, missing="") -> str:
        value = self.variable(expression.var, missing) if expression.is_var else self.constant(expression.var)
        for function, arguments in expression.filters:
            given = [
                f"{self.constant(each)}.resolve(context)" if is_variable else self.constant(mark_safe(each))
                for is_variable, each in arguments
            ]
            if getattr(function, "expects_localtime", False):
                value = f"template_localtime({value}, context.use_tz)"
            if getattr(function, "needs_autoescape", False):
                given.append("autoescape=context.autoescape")
            name = self.constant(function)
            if getattr(function, "is_safe", False):
                value = f"kept_safe({', '.join([value, name, *given])})"
            else:
                value = f"{name}({', '.join([value, *given])})"
        return value

    def variable(self, variable: Variable, missing) -> str:
        if variable.lookups is None:
            return f"{self.constant(variable)}.resolve(context)"
        name, *bits = variable.lookups
        if local := self.known.get(name):
            return f"attribute({local}, {tuple(bits)!r}, context, {missing!r}, {self.constant(variable)})"
        return f"lookup(context, {name!r}, {tuple(bits)!r}, {missing!r}, {self.constant(variable)})"


WRITERS = {
    TextNode: _Writer.write_text,
    VariableNode: _Writer.write_variable,
    IfNode: _Writer.write_if,
    ForNode: _Writer.write_for,
    WithNode: _Writer.write_with,
    DefinePartialNode: _Writer.write_partial_here,
    SimpleNode: _Writer.write_simple_tag,
    PartNode: _Writer.write_part,
    RenderPartialNode: _Writer.write_partial,
    CommentNode: _Writer.write_nothing,
}
