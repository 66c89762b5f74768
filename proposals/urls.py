"""The addresses of what is proposed."""

from django.urls import path

from proposals.views import proposal_list

app_name = "proposals"
urlpatterns = [
    path("cases/<slug:key>/proposals/", proposal_list, name="list"),
]
