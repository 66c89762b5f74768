from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "What is said"

    def ready(self):
        from claims import schema  # noqa: F401  registers the forms and what is computed from them
