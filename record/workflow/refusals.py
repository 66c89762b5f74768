"""Refusals of the database, as messages for officers."""

from contextlib import contextmanager

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError


@contextmanager
def rules_as_messages():
    """Turn a refusal of the database into a ValidationError with its message."""
    try:
        yield
    except IntegrityError as error:
        raise ValidationError(refusal(error)) from error


def refusal(error: IntegrityError) -> str:
    """The message for an officer whose write the database refused."""
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    if diagnosis is None:
        return str(error)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == diagnosis.constraint_name:
                return str(constraint.get_violation_error_message())
    return REFUSALS.get(diagnosis.sqlstate) or diagnosis.message_primary


# Fallback messages by SQLSTATE, for what no constraint of ours explains.
REFUSALS = {
    "23503": "Something named here does not exist, or something else still refers to what would be removed.",
    "23505": "Another record already has this value, and each record needs its own.",
}
