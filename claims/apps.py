from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "What is said"

    def ready(self):
        from claims import schema  # noqa: F401  registers the schemas of its records
        from claims.derived import refresh  # registers what publishing brings up to date
        from record.apps import after_migrating

        after_migrating(refresh.fill, "claims.derived.refresh")
