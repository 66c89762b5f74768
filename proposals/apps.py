from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "What is proposed and done"

    def ready(self):
        # They register the schemas, and rules for what officers enter, and the lists of work.
        from proposals import entry_rules, schema, work  # noqa: F401
