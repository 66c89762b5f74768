from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = "Who speaks, and what they printed"

    def ready(self):
        # They register the schemas, who may do what, when nothing new is published, a list of work, and a job.
        from councils import entry_rules, names, permissions, quiet_period, schema, uploads, work  # noqa: F401
        from councils.guards import install
        from councils.quotations import references
        from record.apps import after_migrating

        after_migrating(install, "councils.guards")
        after_migrating(references.fill, "councils.quotations.references")
        after_migrating(names.fill, "councils.names")
