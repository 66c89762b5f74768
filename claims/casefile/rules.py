"""What a case file must keep beyond its form: references, circles, quotations, answers. All breaches at once."""

from collections import defaultdict
from collections.abc import Iterable

from claims.casefile.source import Source
from claims.casefile.validation import Entry
from claims.choices import OTHERS, OWN
from councils.choices import SPEAKING
from councils.models import Council, Identifier
from councils.quotations import WITHHELD
from councils.ties import ALWAYS
from record.codec import Resolver, references, shared_forms
from record.forms import kinds
from record.lifecycle import State

PUBLIC_STATES = (State.PUBLISHED, State.WITHDRAWN)


def check_references(source: Source, found: list[Entry], resolver: Resolver) -> None:
    """Every key that is named is in the file or on record, and what is published names nothing unpublished."""
    states = {(entry.kind.name, entry.key): entry.form.state for entry in found}
    named = [(entry, *reference) for entry in found for reference in references(entry.form)]
    elsewhere = defaultdict(set)
    for _, _, kind, key in named:
        if (kind, key) not in states:
            elsewhere[kind].add(key)
    resolver.learn(elsewhere)
    unpublished = resolver.unpublished(elsewhere)
    spoilt = _named_in_tree(source)
    for entry, path, kind, key in named:
        here = (*entry.path, *path)
        if (kind, key) not in states and (kind, key) in spoilt:
            continue
        if (kind, key) not in states and not resolver.knows(kind, key):
            source.problem(here, f"names the {kind} {key!r}, which is neither in the file nor on record. Add it.")
        elif entry.form.state == State.PUBLISHED and (
            states.get((kind, key), State.PUBLISHED) not in PUBLIC_STATES or (kind, key) in unpublished
        ):
            source.problem(
                here, f"names the {kind} {key!r}, which is not published. Publish that, or make this a draft."
            )


def _named_in_tree(source: Source) -> set[tuple[str, str]]:
    """The records that stand in the file, even those whose form is at fault: a reference to them is none."""
    found = set()
    for kind in kinds():
        value = (source.tree or {}).get(kind.plural)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and isinstance(item.get("key"), str):
                found.add((kind.name, item["key"]))
    return found


def check_codes(source: Source, found: list[Entry]) -> None:
    """A council's code and identifiers are its own: none is on record, or in the file, for another."""
    own = [
        (kind, value, path, entry)
        for entry in found
        if entry.kind.name == "voice" and entry.form.council
        for kind, value, path in _codes(entry.form.council)
    ]
    taken = {
        ("code", code): key
        for code, key in Council.objects.filter(code__in=[value for _, value, _, _ in own]).values_list(
            "code", "voice__key"
        )
    }
    identifiers = Identifier.objects.filter(value__in=[value for _, value, _, _ in own])
    for scheme, value, key in identifiers.values_list("scheme", "value", "council__voice__key"):
        taken[scheme, value] = key
    for kind, value, path, entry in own:
        if taken.setdefault((kind, value), entry.key) != entry.key:
            source.problem(
                (*entry.path, "council", *path),
                f"{value!r} is on record for {taken[kind, value]!r}. Use that key, or mend one of the two.",
            )


def _codes(council):
    yield "code", council.code, ("code",)
    for index, identifier in enumerate(council.identifiers):
        yield identifier.scheme, identifier.value, ("identifiers", index, "value")


def check_circles(source: Source, found: list[Entry]) -> None:
    """Nothing is, by whatever way, above, before or in answer to itself."""
    ways = {
        "tenures": [
            (entry, index, ("voice", tenure.of))
            for entry in found
            if entry.kind.name == "voice"
            for index, tenure in enumerate(entry.form.tenures)
            if tenure.kind in SPEAKING
        ],
        "links": [
            (entry, index, ("event", link.to))
            for entry in found
            if entry.kind.name == "event"
            for index, link in enumerate(entry.form.links)
        ],
        "responses": [
            (entry, index, ("claim", response.to))
            for entry in found
            if entry.kind.name == "claim"
            for index, response in enumerate(entry.form.responses)
        ],
        "reproduces": [
            (entry, None, ("document", other))
            for entry in found
            if entry.kind.name == "document"
            for other in (entry.form.reproduces, entry.form.edition_of)
            if other
        ],
    }
    for word, steps in ways.items():
        onward = defaultdict(list)
        for entry, index, target in steps:
            onward[entry.kind.name, entry.key].append((target, entry, index))
        for entry, index in _closing(onward):
            path = (*entry.path, word) if index is None else (*entry.path, word, index)
            source.problem(path, "leads in a circle back to the same record. Take one of its steps away.")


def _closing(onward) -> Iterable:
    """The steps that close a circle, each circle once. Iterative, since a chain may be long."""
    done = set()
    for start in list(onward):
        if start in done:
            continue
        on_way, stack = {start}, [(start, iter(onward.get(start, ())))]
        while stack:
            here, steps = stack[-1]
            for target, entry, index in steps:
                if target in on_way:
                    yield entry, index
                elif target not in done and target in onward:
                    on_way.add(target)
                    stack.append((target, iter(onward[target])))
                    break
            else:
                stack.pop()
                on_way.discard(here)
                done.add(here)


def check_answers(source: Source, found: list[Entry]) -> None:
    """Who may answer whom, and not before the question: the database's rules, told with their lines."""
    claims = {entry.key: entry.form for entry in found if entry.kind.name == "claim"}
    dates = {
        entry.key: entry.form.date.value
        for entry in found
        if entry.kind.name == "document" and entry.form.date is not None
    }
    for entry in found:
        if entry.kind.name != "claim":
            continue
        for index, response in enumerate(entry.form.responses):
            target = claims.get(response.to)
            if target is None:
                continue
            here = (*entry.path, "responses", index)
            if response.to == entry.key:
                source.problem((*here, "to"), "is the claim itself. Name the claim that it answers.")
                continue
            if response.relation in OTHERS and target.made_for == entry.form.made_for:
                source.problem(
                    (*here, "relation"),
                    f"says that {target.made_for!r} {response.relation} a claim of its own. "
                    f"Write one of {', '.join(OWN)}, or mend `for`.",
                )
            _, latest = _said(entry.form, dates)
            earliest, _ = _said(target, dates)
            if latest < earliest:
                source.problem(
                    here,
                    f"answers a claim that was certainly made later ({earliest:%Y-%m-%d}). "
                    "Use `links` with bears-on, or mend a date.",
                )


def _said(claim, dates):
    """The earliest and the latest day on which any appearance of a claim may have been."""
    found = [
        (date.earliest, date.latest)
        for appearance in claim.appearances
        if (date := appearance.said.value if appearance.said else dates.get(appearance.passage.document)) is not None
    ]
    if not found:
        return ALWAYS
    return min(early for early, _ in found), max(late for _, late in found)


def check_words(source: Source, found: list[Entry], texts: dict) -> None:
    """Published claims rest on words, and words are in the texts given or held.

    A record with a passage that is said not to be found is made a draft.
    """
    for entry in found:
        for path, passage in shared_forms(entry.form):
            if not passage.quote:
                if "responses" in path:
                    source.problem((*entry.path, *path), "has no quote. Give the words that refer to the claim.")
                continue
            if passage.not_found:
                entry.form.state = State.DRAFT.value
                continue
            text = None if passage.quote == WITHHELD else texts.get(passage.document)
            if text is not None and text.locate(passage.quote, passage.occurrence) is None:
                times = text.count(passage.quote) if passage.occurrence > 1 else 0
                reason = (
                    f"occurrence {passage.occurrence} is not there: the words occur {times} times"
                    if times
                    else f"{passage.quote!r} is not in the text of {passage.document!r}"
                )
                source.problem(
                    (*entry.path, *path, "quote"),
                    f"{reason}. Quote the exact words, or say why it is kept under `not_found`.",
                )
    for entry in found:
        if entry.kind.name != "claim" or entry.form.state != State.PUBLISHED:
            continue
        if not any(appearance.passage.quote for appearance in entry.form.appearances):
            source.problem(
                (*entry.path, "appearances"),
                "have no quote among them. Quote the words that the claim rests on, or make it a draft.",
            )
