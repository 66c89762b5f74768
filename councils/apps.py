from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = "Who speaks, and what they printed"

    def ready(self):
        from councils import permissions, schema  # noqa: F401  registers the schemas, and who may publish
        from councils.guards import install
        from councils.quotations import references
        from record.apps import after_migrating

        after_migrating(install, "councils.guards")
        after_migrating(references.fill, "councils.quotations.references")
