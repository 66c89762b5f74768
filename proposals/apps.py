from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "What is proposed and done"

    def ready(self):
        from proposals import schema  # noqa: F401  registers the schemas
