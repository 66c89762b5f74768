from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "What is proposed and done"

    def ready(self):
        # They register the schemas, and rules for what officers enter.
        from proposals import entry_rules, schema  # noqa: F401
