"""A risk register as printed, and where its scales and matrix disagree."""

from dataclasses import dataclass

from proposals import risk_matrix
from proposals.choices import Axis
from proposals.models import Decision, Risk, RiskFlag, RiskRegister, ScaleStep
from record.workflow.states import PUBLIC_STATES
from timeline.case.lookup import if_published


@dataclass
class RiskPage:
    """A risk register with its scales, its matrix, and where the two disagree."""

    register: RiskRegister
    decision: Decision | None
    scales: list[tuple[str, list[ScaleStep]]]
    risks: list[Risk]
    grid: risk_matrix.Grid | None
    readings: list[risk_matrix.Reading]
    flags: list[RiskFlag]


def find_register(key: str, public_id: str) -> RiskRegister | None:
    """A published or withdrawn risk register of a case, with its rows."""
    registers = RiskRegister.objects.public().filter(case__key=key, case__state__in=PUBLIC_STATES)
    return registers.for_page().select_related("case", "decision").filter(public_id=public_id).first()


def risk_page(register: RiskRegister) -> RiskPage:
    """Data for the page of a register that ``find_register`` returned."""
    scales, risks, cells = (list(rows.all()) for rows in (register.scales, register.risks, register.matrix))
    steps = {
        axis: sorted((step for step in scales if step.axis == axis), key=lambda step: step.number) for axis in Axis
    }
    return RiskPage(
        register=register,
        decision=if_published(register.decision, register.case),
        scales=[(axis.label, steps[axis]) for axis in Axis if steps[axis]],
        risks=risks,
        grid=risk_matrix.grid(scales, cells) if cells else None,
        readings=risk_matrix.readings(scales, risks, cells),
        flags=list(register.flags.all()),
    )
