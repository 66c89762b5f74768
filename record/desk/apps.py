from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with the desk's own rules of who may enter."""

    default_site = "record.desk.site.DeskSite"
