"""A first migration in three fifths of the time."""

from pgtrigger.migrations import AddTrigger


def quicken_triggers():
    """Have migrations add a trigger without rendering its model, and that model's relatives, anew.

    A trigger is no part of what a model renders to. But django-pgtrigger asks for it at each
    of some two hundred triggers, and every time some forty models are made again: two fifths
    of the time that a first migration takes. It may go when django-pgtrigger no longer asks.
    """

    def state_forwards(self, app_label, state):
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]

    AddTrigger.state_forwards = state_forwards
