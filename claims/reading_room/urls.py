"""Addresses of the reading room, under the documents of the desk."""

from django.contrib import admin
from django.urls import path

from claims.reading_room import views

urlpatterns = [
    path("<int:pk>/read/", admin.site.admin_view(views.reading), name="councils_document_read"),
    path("<int:pk>/read/progress/", admin.site.admin_view(views.progress), name="councils_document_progress"),
    path("<int:pk>/read/words/", admin.site.admin_view(views.words), name="councils_document_words"),
]
