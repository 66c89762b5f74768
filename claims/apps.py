from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "What is said"

    def ready(self):
        # They register the schemas of its records, and rules for what officers enter, checks of wording,
        # and the lists of work.
        from claims import entry_rules, schema, wording, work  # noqa: F401
        from claims.derived import refresh  # registers what publishing brings up to date
        from claims.replies import due, notices  # noqa: F401  register what publishing announces, mail and work
        from record.apps import after_migrating

        after_migrating(refresh.fill, "claims.derived.refresh")
