"""The addresses of claims. The results alone have one of their own, which htmx asks for."""

from django.urls import path

import record.addresses  # noqa: F401  registers <public_id:…>
from claims import views

app_name = "claims"
urlpatterns = [
    path("claims/", views.claim_list, name="list"),
    path("claims/results/", views.claim_list, {"part": "#results"}, name="results"),
    path("claims.csv", views.claims_csv, name="csv"),
    path("claims.atom", views.claims_atom, name="atom"),
    path("claims/<public_id:public_id>/", views.claim_page, name="detail"),
    path("claims/<public_id:public_id>/versions/<int:number>/", views.claim_version, name="version"),
]
