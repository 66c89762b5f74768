"""Values of variables, found and printed as Django does, by shorter ways.

Each way is for what is common; for all else Django is asked.
"""

from functools import cache
from html import escape
from types import MethodType

from django.template.base import Variable, VariableDoesNotExist, render_value_in_context
from django.utils.safestring import SafeData, SafeString, mark_safe


def lookup(context, name: str, bits: tuple[str, ...], missing, variable: Variable):
    """The value of a variable, by its name and attributes; or ``missing``."""
    for variables in reversed(context.dicts):
        if name in variables:
            return attribute(variables[name], bits, context, missing, variable)
    return missing


def attribute(value, bits: tuple[str, ...], context, missing, variable: Variable):
    """The same of a variable whose own value is known."""
    if callable(value):
        return _asked_of_django(context, variable, missing)
    for bit in bits:
        kind = type(value)
        if value is None:
            return missing
        if kind is dict:
            if bit in value:
                value = value[bit]
            elif bit.isdigit() or hasattr(dict, bit):
                return _asked_of_django(context, variable, missing)
            else:
                return missing
        elif _has_items(kind) and (bit.isdigit() or not issubclass(kind, tuple)):
            return _asked_of_django(context, variable, missing)
        else:
            try:
                value = getattr(value, bit)
            except Exception:
                return _asked_of_django(context, variable, missing)
        if callable(value):
            if type(value) is not MethodType or hasattr(value, "alters_data"):
                return _asked_of_django(context, variable, missing)
            try:
                value = value()
            except Exception:
                return _asked_of_django(context, variable, missing)
    return value


@cache
def _has_items(kind: type) -> bool:
    return hasattr(kind, "__getitem__")


def _asked_of_django(context, variable, missing):
    try:
        return variable.resolve(context)
    except VariableDoesNotExist:
        return missing


def kept_safe(value, function, *arguments, **options):
    """The value of a filter that leaves safe what was safe."""
    found = function(value, *arguments, **options)
    return mark_safe(found) if isinstance(value, SafeData) else found


def printed(value, context) -> str:
    kind = type(value)
    if kind is SafeString:
        return value
    if kind is str and context.autoescape:
        return escape(value)
    return render_value_in_context(value, context)


def listed(values):
    """The values that a loop goes through, with a length."""
    if values is None:
        return ()
    return values if hasattr(values, "__len__") else list(values)


def print_part(nodes, context, write) -> None:
    """Print the nodes of another template, without the layers that Django puts around."""
    if hasattr(nodes, "print_to"):
        nodes.print_to(context, write)
    else:
        write(nodes.render(context))


def print_partial(partial, context, write) -> None:
    """Print a named part of this template."""
    if partial.nodelist.keeps_state:
        write(partial.render(context))
    else:
        partial.nodelist.print_to(context, write)


def repeated(context, values, names: tuple[str, ...]):
    """Set the variables of a loop for each of its values, and yield them."""
    length = len(values)
    loop = {"parentloop": context.get("forloop", {})}
    variables = {"forloop": loop}
    context.dicts.append(variables)
    for index, value in enumerate(values):
        loop["counter0"] = index
        loop["counter"] = index + 1
        loop["revcounter"] = length - index
        loop["revcounter0"] = length - index - 1
        loop["first"] = index == 0
        loop["last"] = index == length - 1
        if len(names) == 1:
            variables[names[0]] = value
            yield (value,)
        else:
            row = tuple(value)
            context.dicts.append(dict(zip(names, row, strict=True)))
            yield row
            context.dicts.pop()
    context.dicts.pop()
