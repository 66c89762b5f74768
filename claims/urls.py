"""URLs of claims. The results of a list have their own address, for htmx."""

from django.urls import path

import record.web.url_converters  # noqa: F401  registers <public_id:…>
from claims.claim_list.views import claim_list, claims_atom, claims_csv
from claims.claim_page.views import claim_page, claim_version

app_name = "claims"
urlpatterns = [
    path("claims/", claim_list, name="list"),
    path("claims/results/", claim_list, {"part": "#results"}, name="results"),
    path("claims.csv", claims_csv, name="csv"),
    path("claims.atom", claims_atom, name="atom"),
    path("claims/<public_id:public_id>/", claim_page, name="detail"),
    path("claims/<public_id:public_id>/versions/<int:number>/", claim_version, name="version"),
]
