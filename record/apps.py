from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class RecordConfig(AppConfig):
    name = "record"
    verbose_name = "Officers and the log"

    def ready(self):
        from record import guards, mail, sql_files  # noqa: F401  the worker sends mail
        from record.accounts import second_factor  # noqa: F401  it listens, and marks a table whose history is kept
        from record.desk.work import own  # noqa: F401  the lists of work that every kind has
        from record.jobs import worker  # noqa: F401
        from record.workflow import title_length  # noqa: F401

        # The functions first: the triggers of the guards, and those of the apps above, call them.
        after_migrating(sql_files.install, "record.sql_files")
        after_migrating(guards.install, "record.guards")


def after_migrating(install, name):
    """Call ``install`` once after each `migrate`, when the last app is done."""
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    post_migrate.connect(install, sender=last, dispatch_uid=name)
