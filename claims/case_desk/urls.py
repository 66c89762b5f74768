"""Addresses of the pages of a case at the desk, under its own."""

from django.contrib import admin
from django.urls import path

from claims.case_desk import views

urlpatterns = [
    path("<int:pk>/balance/", admin.site.admin_view(views.balance_page), name="councils_case_balance"),
    path("<int:pk>/reset/", admin.site.admin_view(views.reset_page), name="councils_case_reset"),
]
