from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "What is said"

    def ready(self):
        from claims import schema  # noqa: F401  registers the schemas of its records
        from claims.derived import refresh  # noqa: F401  registers what publishing brings up to date
