"""A risk register as a document prints it, its scales and its matrix, and where they disagree."""

from dataclasses import dataclass

from proposals import risk_matrix
from proposals.models import Decision, MatrixCell, Risk, RiskFlag, RiskRegister, ScaleStep
from record.gather import Gathering, whole
from record.workflow.states import PUBLIC_STATES
from timeline.decisions.parts import SOURCES, if_published, parts_of


@dataclass
class RiskPage:
    """A risk register with its scales, its matrix as a table, and where the two disagree."""

    register: RiskRegister
    decision: Decision | None
    scales: list[tuple[str, list[ScaleStep]]]
    risks: list[Risk]
    grid: risk_matrix.Grid | None
    readings: list[risk_matrix.Reading]
    flags: list[RiskFlag]


def find_register(key: str, public_id: str) -> RiskRegister | None:
    """A published or withdrawn risk register of a case, with its rows."""
    return (
        RiskRegister.objects.public()
        .filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
        .select_related("case", "decision")
        .annotate(
            scales_=whole(parts_of(ScaleStep, "register")),
            risks_=whole(parts_of(Risk, "register")),
            matrix_=whole(parts_of(MatrixCell, "register")),
            flags_=whole(parts_of(RiskFlag, "flagged")),
        )
        .first()
    )


def risk_page(register: RiskRegister) -> RiskPage:
    gathering = Gathering(register)
    scales = gathering.revive(ScaleStep, register.scales_)
    risks = gathering.revive(Risk, register.risks_)
    cells = gathering.revive(MatrixCell, register.matrix_)
    flags = gathering.revive(RiskFlag, register.flags_)
    gathering.attach(*SOURCES)
    return RiskPage(
        register=register,
        decision=if_published(register.decision, register.case),
        scales=[
            (label, steps)
            for axis, label in ScaleStep._meta.get_field("axis").choices
            if (steps := sorted((step for step in scales if step.axis == axis), key=lambda step: step.number))
        ],
        risks=risks,
        grid=risk_matrix.grid(scales, cells) if cells else None,
        readings=risk_matrix.readings(scales, risks, cells),
        flags=flags,
    )
