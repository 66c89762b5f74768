"""The addresses of what the public reads. Fragments, which htmx asks for, have addresses of their own."""

from django.urls import path

import record.addresses  # noqa: F401  registers <public_id:…>
from timeline.views.cases import case, home
from timeline.views.events import event
from timeline.views.timeline import timeline, timeline_atom, timeline_csv

app_name = "timeline"
urlpatterns = [
    path("", home, name="home"),
    path("cases/<slug:key>/", case, name="case"),
    path("cases/<slug:key>/timeline/", timeline, name="timeline"),
    path("cases/<slug:key>/timeline/entries/", timeline, {"part": "#entries"}, name="entries"),
    path("cases/<slug:key>/timeline.atom", timeline_atom, name="timeline-atom"),
    path("cases/<slug:key>/timeline.csv", timeline_csv, name="timeline-csv"),
    path("cases/<slug:key>/events/<public_id:public_id>/", event, name="event-by-id"),
    path("cases/<slug:key>/events/<public_id:public_id>-<slug:slug>/", event, name="event"),
]
