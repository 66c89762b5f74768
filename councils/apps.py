from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = "Who speaks, and what they printed"

    def ready(self):
        from councils import citations, forms, permissions  # noqa: F401  registers the forms, and who may publish
        from councils.guards import install
        from record.apps import after_migrating

        after_migrating(install, "councils.guards")
        after_migrating(citations.fill, "councils.citations")
