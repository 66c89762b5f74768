"""A step of a migration that makes many tables at once."""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class Together(Operation):
    """Create the tables of several models in one step, in their final form.

    Django renders every model of every app again for each operation, which takes half
    a minute for some two hundred related tables. This renders them once. ``operations`` create models and add fields,
    constraints and indexes to those same models, in the order in which Django
    wrote them.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label, state):
        # Models that are made already would be made anew with each that joins them.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self._created():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self._created()):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _created(self):
        return [operation for operation in self.operations if isinstance(operation, CreateModel)]

    def describe(self):
        return f"Create {len(self._created())} tables"
