"""Checks of a case file beyond its schema; all problems are reported at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from claims.case_files.validation import CaseFileEntry
from claims.case_files.yaml_source import Source
from claims.choices import OTHERS, OWN
from claims.schema import CLAIM
from councils.choices import BELONGING, FITTING, VoiceKind, fits
from councils.models import Council, Document, Identifier, Tenure, Voice
from councils.quotations.matching import WITHHELD
from councils.representation.speaks_for import belongs_under
from councils.representation.windows import ALWAYS, overlap_surely, window_of
from record.content.codec import read
from record.content.references import Resolver, references, repeated, shared_rows
from record.content.schema import short
from record.text.english import joined
from record.workflow.states import PUBLIC_STATES, State

# Keys under which a record must not name itself.
OF_ANOTHER = {"of", "other", "to", "reproduces", "edition_of", "part_of", "variant_of", "advises", "county"}


def check_references(source: Source, found: list[CaseFileEntry], resolver: Resolver) -> None:
    """Check that named keys exist and that public records name only public ones."""
    states = {(entry.kind.name, entry.key): entry.content.state for entry in found}
    elsewhere = defaultdict(set)
    for _, _, kind, key in _named(found):
        if (kind, key) not in states:
            elsewhere[kind].add(key)
    resolver.learn(elsewhere)
    unpublished = {(row.KIND, row.key) for row in resolver.unpublished(elsewhere)}
    for entry, path, kind, key in _named(found):
        here = (*entry.path, *path)
        if path[-1] in OF_ANOTHER and (kind, key) == (entry.kind.name, entry.key):
            source.problem(here, f"is the {kind} itself. Name another, or leave it out.")
        elif (kind, key) not in states and (kind, key) in source.spoilt_records:
            continue
        elif (kind, key) not in states and not resolver.knows(kind, key):
            source.problem(here, f"names the {kind} {key!r}, which is neither in the file nor on record. Add it.")
        elif entry.content.state == State.PUBLISHED and (
            states.get((kind, key), State.PUBLISHED) not in PUBLIC_STATES or (kind, key) in unpublished
        ):
            source.problem(
                here, f"names the {kind} {key!r}, which is not published. Publish that, or make this a draft."
            )


def _named(found: list[CaseFileEntry]) -> Iterator[tuple]:
    """Every key that the file names: its entry, path, kind and key."""
    for entry in found:
        for reference in references(entry.content):
            yield entry, *reference


def check_once(source: Source, found: list[CaseFileEntry]) -> None:
    """Check that items that must be unique within a record are."""
    for entry in found:
        for path, other in repeated(entry.content):
            source.problem((*entry.path, *path), f"is the same as in {'.'.join(map(str, other))}. Keep one of the two.")


def check_codes(source: Source, found: list[CaseFileEntry]) -> None:
    """Check that no two councils have the same code or identifiers."""
    own = [
        (kind, value, path, entry)
        for entry in found
        if entry.kind.name == "voice" and entry.content.council
        for kind, value, path in _codes(entry.content.council)
    ]
    taken = {
        ("council", code): key
        for code, key in Council.objects.filter(
            voice__in=Voice.objects.nameable_by(), code__in=[value for _, value, _, _ in own]
        ).values_list("code", "voice__key")
    }
    identifiers = Identifier.objects.filter(
        council__voice__in=Voice.objects.nameable_by(), value__in=[value for _, value, _, _ in own]
    )
    for scheme, value, key in identifiers.values_list("scheme", "value", "council__voice__key"):
        taken[scheme, value] = key
    for kind, value, path, entry in own:
        if taken.setdefault((kind, value), entry.key) != entry.key:
            source.problem(
                (*entry.path, "council", *path),
                f"{short(value)} belongs to {taken[kind, value]!r}. Use that key, or correct one of the two.",
            )


def _codes(council):
    yield "council", council.code, ("code",)
    for index, identifier in enumerate(council.identifiers):
        yield identifier.scheme, identifier.value, ("identifiers", index, "value")


def check_circles(source: Source, found: list[CaseFileEntry]) -> None:
    """Check that no record is, even indirectly, above, before or in answer to itself."""
    relations = {
        "tenures": [
            (entry, index, ("voice", tenure.of))
            for entry in found
            if entry.kind.name == "voice"
            for index, tenure in enumerate(entry.content.tenures)
            if tenure.kind in BELONGING
        ],
        "links": [
            (entry, index, ("event", link.to))
            for entry in found
            if entry.kind.name == "event"
            for index, link in enumerate(entry.content.links)
        ],
        "responses": [
            (entry, index, ("claim", response.to))
            for entry in found
            if entry.kind.name == "claim"
            for index, response in enumerate(entry.content.responses)
        ],
        **{
            word: [
                (entry, None, (entry.kind.name, other))
                for entry in found
                if entry.kind.name == kind
                for other in (getattr(entry.content, word),)
                if other
            ]
            for kind, word in (("area", "part_of"), ("option", "variant_of"), ("decision", "advises"))
        },
        "reproduces": [
            (entry, None, ("document", other))
            for entry in found
            if entry.kind.name == "document"
            for other in (entry.content.reproduces, entry.content.edition_of)
            if other
        ],
    }
    for word, edges in relations.items():
        graph = defaultdict(list)
        for entry, index, target in edges:
            if target == (entry.kind.name, entry.key):
                continue
            graph[entry.kind.name, entry.key].append((target, entry, index))
        for entry, index in _cycle_edges(graph):
            path = (*entry.path, word) if index is None else (*entry.path, word, index)
            source.problem(path, "leads in a circle back to the same record. Remove one link of the circle.")


def _cycle_edges(graph) -> Iterable:
    """The edges that close a cycle, each cycle once.

    Iterative, since chains may be long. graphlib reports only one cycle; an author
    wants all of them.
    """
    done = set()
    for start in list(graph):
        if start in done:
            continue
        on_path, stack = {start}, [(start, iter(graph.get(start, ())))]
        while stack:
            node, edges = stack[-1]
            for target, entry, index in edges:
                if target in on_path:
                    yield entry, index
                elif target not in done and target in graph:
                    on_path.add(target)
                    stack.append((target, iter(graph[target])))
                    break
            else:
                stack.pop()
                on_path.discard(node)
                done.add(node)


def check_sides(source: Source, found: list[CaseFileEntry]) -> None:
    """Check that a voice is in one side at a time; uncertain edges may overlap."""
    for entry in found:
        if not entry.kind.is_scope:
            continue
        placed = defaultdict(list)
        for number, side in enumerate(entry.content.sides):
            for index, placement in enumerate(side.voices):
                here = ("sides", number, "voices", index)
                when = placement.when.value if placement.when else None
                for window, other in placed[placement.voice]:
                    if when is None or window is None or overlap_surely(when, window):
                        source.problem(
                            (*entry.path, *here),
                            f"places {placement.voice!r} for the same time as {'.'.join(map(str, other))}. "
                            "Give each its dates, or remove one.",
                        )
                placed[placement.voice].append((when, here))


def check_councils(source: Source, found: list[CaseFileEntry]) -> None:
    """Check that tiles and parts of proposed councils name councils."""
    named = [(entry, *each) for entry in found for each in _named_for_area(entry)]
    kinds_ = _kinds_of(found, {key for _, _, key in named})
    for entry, path, key in named:
        if kinds_.get(key, VoiceKind.COUNCIL) != VoiceKind.COUNCIL:
            source.problem((*entry.path, *path), f"names {key!r}, which is not a council. Name the council itself.")


def _kinds_of(found: list[CaseFileEntry], keys: set[str]) -> dict[str, str]:
    """The kinds of voices by key, in the file or on record."""
    kinds_ = {entry.key: entry.content.kind for entry in found if entry.kind.name == "voice"}
    on_record = Voice.objects.nameable_by().filter(key__in=keys - set(kinds_)).values_list("key", "kind")
    return kinds_ | dict(on_record)


def check_tenures(source: Source, found: list[CaseFileEntry]) -> None:
    """Check that each tenure fits the kinds of its two voices."""
    voices = [entry for entry in found if entry.kind.name == "voice"]
    kinds_ = _kinds_of(found, {tenure.of for entry in voices for tenure in entry.content.tenures})
    for entry in voices:
        for index, tenure in enumerate(entry.content.tenures):
            above = kinds_.get(tenure.of)
            if above and not fits(tenure.kind, entry.content.kind, above):
                could = [kind for kind in FITTING if fits(kind, entry.content.kind, above)]
                source.problem(
                    (*entry.path, "tenures", index, "kind"),
                    f"{tenure.kind!r} does not tie a voice of kind {entry.content.kind} to one of kind {above}. "
                    + (f"Write {joined(could, 'or')}." if could else "No tenure does: correct the kind of one voice."),
                )


def _named_for_area(entry):
    if entry.kind.is_scope:
        for index, tile in enumerate(entry.content.tiles):
            yield ("tiles", index, "council"), tile.council
    elif entry.kind.name == "area" and entry.content.council:
        yield ("council",), entry.content.council
    elif entry.kind.name == "option":
        for number, proposed in enumerate(entry.content.creates):
            if proposed.continues:
                yield ("creates", number, "continues"), proposed.continues
            for index, each in enumerate(proposed.made_of):
                if each.council:
                    yield ("creates", number, "made_of", index, "council"), each.council


def check_answers(source: Source, found: list[CaseFileEntry], resolver: Resolver) -> None:
    """Check who may answer whom, and that no answer is older than its claim."""
    claims = {entry.key: entry.content for entry in found if entry.kind.name == "claim"}
    answers = [
        ((*entry.path, "responses", index), entry.content, response)
        for entry in found
        if entry.kind.name == "claim"
        for index, response in enumerate(entry.content.responses)
        if response.to != entry.key
    ]
    claims |= claims_on_record(resolver, {response.to for _, _, response in answers} - set(claims))
    dates = document_dates(found, [claims[key] for key in claims])
    is_under = _FileTenures(found)
    for here, claim, response in answers:
        target = claims.get(response.to)
        if target is None:
            continue
        if response.relation in OTHERS and target.made_for == claim.made_for:
            source.problem(
                (*here, "relation"),
                f"says that {target.made_for!r} {response.relation} a claim of its own. "
                f"Write one of {', '.join(OWN)}, or correct `for`.",
            )
        if response.relation in OWN and not is_under(claim.made_for, target.made_for):
            source.problem(
                (*here, "relation"),
                f"says that {claim.made_for!r} {response.relation} a claim of {target.made_for!r}, "
                f"for which it does not speak. Write one of {', '.join(OTHERS)}, or give the tenure.",
            )
        _, latest = _bounds_of_claim(claim, dates)
        earliest, _ = _bounds_of_claim(target, dates)
        if latest < earliest:
            source.problem(
                here,
                f"answers a claim that was certainly made later ({earliest:%Y-%m-%d}). "
                "Use `links` with bears-on, or correct a date.",
            )


def claims_on_record(resolver, keys) -> dict:
    """The contents of claims of the case on record, by key."""
    if resolver.case is None or not keys:
        return {}
    rows = CLAIM.model.objects.nameable_by().filter(case=resolver.case, key__in=keys)
    return {claim.key: claim for claim in read(CLAIM, list(rows)).values()}


def document_dates(found, claims, or_published=False) -> dict:
    """The dates of the documents in which claims appear, by key.

    ``or_published`` takes the date of publication for undated documents: the words were
    said by then, and perhaps before.
    """
    documents = [entry.content for entry in found if entry.kind.name == "document"]
    given = {each.key: each.date or (or_published and each.published) for each in documents}
    dates = {key: date.value if date else None for key, date in given.items()}
    elsewhere = {each.passage.document for claim in claims for each in claim.appearances} - set(dates)
    for document in Document.objects.nameable_by().filter(key__in=elsewhere):
        dates[document.key] = document.date or (document.published if or_published else None)
    return {key: date for key, date in dates.items() if date is not None}


class _FileTenures:
    """Tenures of the file and on record, by which one voice is under another.

    The file's are not in the database yet, and a problem needs its line, so they are read here.
    """

    def __init__(self, found):
        self._tenures = defaultdict(list)
        self._is_read = False
        for entry in found:
            if entry.kind.name == "voice":
                for tenure in entry.content.tenures:
                    window = window_of(tenure.when.value if tenure.when else None)
                    self._tenures[entry.key].append((tenure.kind, tenure.of, window))

    def __call__(self, one: str, other: str) -> bool:
        if one != other and not self._is_read:
            self._is_read = True
            for tenure in Tenure.objects.select_related("voice", "of"):
                self._tenures[tenure.voice.key].append((tenure.kind, tenure.of.key, window_of(tenure.when)))
        return belongs_under(one, other, self._tenures)


def _bounds_of_claim(claim, dates):
    """The earliest and the latest possible day of a claim's appearances."""
    found = [
        (date.earliest, date.latest)
        for appearance in claim.appearances
        if (date := appearance.said.value if appearance.said else dates.get(appearance.passage.document)) is not None
    ]
    if not found:
        return ALWAYS
    return min(early for early, _ in found), max(late for _, late in found)


def check_words(source: Source, found: list[CaseFileEntry], texts: dict) -> None:
    """Check that published claims have quotations, and that the texts contain them.

    A record with a passage that says `not_found` becomes a draft.
    """
    for entry in found:
        for path, passage in shared_rows(entry.content):
            if not passage.quote:
                if "responses" in path:
                    source.problem((*entry.path, *path), "has no quote. Give the words that refer to the claim.")
                continue
            if passage.not_found:
                entry.content.state = State.DRAFT.value
                continue
            text = None if passage.quote == WITHHELD else texts.get(passage.document)
            if text is not None and text.locate(passage.quote, passage.occurrence) is None:
                times = text.count(passage.quote) if passage.occurrence > 1 else 0
                reason = (
                    f"occurrence {passage.occurrence} is not there: the words occur {times} times"
                    if times
                    else f"{short(passage.quote)} is not in the text of {passage.document!r}"
                )
                source.problem(
                    (*entry.path, *path, "quote"),
                    f"{reason}. Quote the exact words, or say why it is kept under `not_found`.",
                )
    for entry in found:
        if entry.kind.name != "claim" or entry.content.state != State.PUBLISHED:
            continue
        if not any(appearance.passage.quote for appearance in entry.content.appearances):
            source.problem(
                (*entry.path, "appearances"),
                "have no quote among them. Quote the words that the claim rests on, or make it a draft.",
            )
