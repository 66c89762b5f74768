"""The site of the desk."""

from django.contrib.admin import AdminSite

from record.accounts.site import OneDoor


class DeskSite(OneDoor, AdminSite):
    site_header = site_title = "Counterpoint: officers’ desk"
    index_title = "The record"
