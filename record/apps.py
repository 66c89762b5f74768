from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class RecordConfig(AppConfig):
    name = "record"
    verbose_name = "Officers and the log"

    def ready(self):
        from record.guards import install

        # Once a migration, after the last app that has models (no other is told): the guards span them all.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(install, sender=last, dispatch_uid="record.guards")
