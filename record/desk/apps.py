from django.apps import apps
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with the desk's own rules of who may enter."""

    default_site = "record.desk.site.DeskSite"

    def ready(self):
        super().ready()
        from django.contrib import admin

        # The queue's own pages show what every job is about, to whom it does not exist as well.
        models = apps.get_app_config("procrastinate").get_models()
        admin.site.unregister([model for model in models if admin.site.is_registered(model)])
