"""What is known from invented cases alone: voices and documents belong to no case, and their pages say so too."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from claims.models import About, Appearance, Claim
from councils.models import Case, Document, Party, Placement, Voice
from record.lifecycle import State
from record.models import Loaded

# What a page of something invented has in the place of a case, for parts/_practice.html.
PRACTICE = {"invented": True}


def is_invented_voice(to: str = "") -> ExpressionWrapper:
    """An annotation of voices, or of rows that point at one by ``to``."""
    pk, public_id = (OuterRef(to), OuterRef(f"{to}__public_id")) if to else (OuterRef("pk"), OuterRef("public_id"))
    return _only_invented(lambda cases: _of_voice(cases, pk, public_id))


def is_invented_document() -> ExpressionWrapper:
    """An annotation of documents: of those that a file has, or from which a claim is quoted."""
    return _only_invented(
        lambda cases: (
            _loaded(Document.KIND, OuterRef("public_id"), cases)
            | Q(
                Exists(
                    Appearance.objects.filter(
                        passage__document=OuterRef("pk"), claim__state=State.PUBLISHED, claim__case__in=cases
                    )
                )
            )
        )
    )


def _only_invented(known) -> ExpressionWrapper:
    cases = Case.objects.public()
    found = known(cases.filter(invented=True)) & ~known(cases.filter(invented=False))
    return ExpressionWrapper(found, BooleanField())


def _of_voice(cases, pk, public_id) -> Q:
    """Whether a case knows a voice: its file has it, it is a party or placed, it speaks or is spoken of."""
    claims = {"state": State.PUBLISHED, "case__in": cases}
    return (
        _loaded(Voice.KIND, public_id, cases)
        | Q(Exists(Party.objects.filter(voice=pk, case__in=cases)))
        | Q(Exists(Placement.objects.filter(voice=pk, side__case__in=cases)))
        | Q(Exists(Claim.objects.filter(made_for=pk, **claims)))
        | Q(Exists(About.objects.filter(voice=pk, **{f"claim__{key}": value for key, value in claims.items()})))
    )


def _loaded(kind, public_id, cases) -> Q:
    return Q(Exists(Loaded.objects.filter(kind=kind, record_id=public_id, source__in=cases.values("key"))))
