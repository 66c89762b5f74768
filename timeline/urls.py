"""Addresses for readers. Fragments, which htmx asks for, have their own."""

from django.urls import path
from django.views.generic import RedirectView

import record.web.url_converters  # noqa: F401  registers <public_id:…>
from claims.choices import Role
from record.web.query_keys import reads
from timeline.about.views import about, accessibility, licence, privacy, security_txt
from timeline.areas.views import areas
from timeline.calendar.views import council_calendar, timeline_calendar
from timeline.case.views import case
from timeline.changes.views import change, changes, changes_atom, changes_csv
from timeline.chronology.views import timeline, timeline_atom, timeline_csv
from timeline.councils.views import council, council_briefing, council_documents, councils, councils_csv
from timeline.decisions.views import decision, decisions, decisions_csv
from timeline.documents.views import document, documents, documents_csv
from timeline.event.views import event
from timeline.figures.views import figures, figures_csv, measure
from timeline.home.views import home
from timeline.method.views import method
from timeline.notes.views import notes
from timeline.numbered_lists.views import numbered_list
from timeline.options.views import compare, criterion
from timeline.positions.views import positions
from timeline.proposals.views import proposal, proposal_list
from timeline.questions.views import point, points
from timeline.reply.views import reply
from timeline.report.views import report, report_answers, report_sent
from timeline.risk_registers.views import risks
from timeline.search.views import search
from timeline.voices.views import voice, voice_claims, voice_documents, voices

app_name = "timeline"
urlpatterns = [
    path("", home, name="home"),
    path("cases/<slug:key>/", case, name="case"),
    path("cases/<slug:key>/timeline/", timeline, name="timeline"),
    path("cases/<slug:key>/timeline/entries/", timeline, {"part": "#entries"}, name="entries"),
    path("cases/<slug:key>/timeline.atom", timeline_atom, name="timeline-atom"),
    path("cases/<slug:key>/timeline.csv", timeline_csv, name="timeline-csv"),
    path("cases/<slug:key>/timeline.ics", timeline_calendar, name="timeline-ics"),
    path("cases/<slug:key>/events/<public_id:public_id>/", event, name="event-by-id"),
    path("cases/<slug:key>/events/<public_id:public_id>-<slug:slug>/", event, name="event"),
    path("cases/<slug:key>/points/", points, name="points"),
    path("cases/<slug:key>/points/<public_id:public_id>/", point, name="point-by-id"),
    path("cases/<slug:key>/points/<public_id:public_id>-<slug:slug>/", point, name="point"),
    path("cases/<slug:key>/proposals/", proposal_list, name="proposals"),
    path("cases/<slug:key>/proposals/<public_id:public_id>/", proposal, name="proposal-by-id"),
    path("cases/<slug:key>/proposals/<public_id:public_id>-<slug:slug>/", proposal, name="proposal"),
    path("cases/<slug:key>/areas/", areas, name="areas"),
    # The address until it was renamed; links to it keep their place.
    path(
        "cases/<slug:key>/places/",
        reads("place")(RedirectView.as_view(pattern_name="timeline:areas", permanent=True, query_string=True)),
    ),
    path("cases/<slug:key>/decisions/", decisions, name="decisions"),
    path("cases/<slug:key>/decisions.csv", decisions_csv, name="decisions-csv"),
    path("cases/<slug:key>/decisions/<public_id:public_id>/", decision, name="decision-by-id"),
    path("cases/<slug:key>/decisions/<public_id:public_id>-<slug:slug>/", decision, name="decision"),
    path("cases/<slug:key>/lists/<public_id:public_id>/", numbered_list, name="list-by-id"),
    path("cases/<slug:key>/lists/<public_id:public_id>-<slug:slug>/", numbered_list, name="list"),
    path("cases/<slug:key>/risks/<public_id:public_id>/", risks, name="risks-by-id"),
    path("cases/<slug:key>/risks/<public_id:public_id>-<slug:slug>/", risks, name="risks"),
    path("cases/<slug:key>/positions/", positions, name="positions"),
    path("cases/<slug:key>/compare/", compare, name="compare"),
    path("cases/<slug:key>/compare/chosen/", compare, {"part": "#compared"}, name="compared"),
    path("cases/<slug:key>/compare/<slug:name>/", criterion, name="criterion"),
    path("cases/<slug:key>/figures/", figures, name="figures"),
    path("cases/<slug:key>/figures/<public_id:public_id>/", measure, name="measure-by-id"),
    path("cases/<slug:key>/figures/<public_id:public_id>-<slug:slug>/", measure, name="measure"),
    path("cases/<slug:key>/figures.csv", figures_csv, name="figures-csv"),
    path("cases/<slug:key>/notes/", notes, name="notes"),
    path("councils/", councils, name="councils"),
    path("councils.csv", councils_csv, name="councils-csv"),
    path("councils/<slug:code>/", council, name="council"),
    path("councils/<slug:code>/briefing/", council_briefing, name="council-briefing"),
    path("councils/<slug:code>/calendar.ics", council_calendar, name="council-ics"),
    path("councils/<slug:code>/documents/", council_documents, name="council-documents"),
    path("voices/", voices, name="voices"),
    path("voices/<public_id:public_id>/", voice, name="voice-by-id"),
    path("voices/<public_id:public_id>-<slug:slug>/", voice, name="voice"),
    path(
        "voices/<public_id:public_id>-<slug:slug>/claims/made-by/",
        voice_claims,
        {"role": Role.MADE_BY},
        name="voice-claims",
    ),
    path(
        "voices/<public_id:public_id>-<slug:slug>/claims/about/",
        voice_claims,
        {"role": Role.ABOUT},
        name="voice-about",
    ),
    path("voices/<public_id:public_id>-<slug:slug>/documents/", voice_documents, name="voice-documents"),
    path("documents/", documents, name="documents"),
    path("documents.csv", documents_csv, name="documents-csv"),
    path("documents/<public_id:public_id>/", document, name="document-by-id"),
    path("documents/<public_id:public_id>-<slug:slug>/", document, name="document"),
    path("search/", search, name="search"),
    path("changes/", changes, name="changes"),
    path("changes.atom", changes_atom, name="changes-atom"),
    path("changes.csv", changes_csv, name="changes-csv"),
    path("changes/<int:number>/", change, name="change"),
    path("reply/<str:token>/", reply, name="reply"),
    path("report/", report, name="report"),
    path("report/sent/", report_sent, name="report-sent"),
    path("report/answers/", report_answers, name="report-answers"),
    path("method/", method, name="method"),
    path("about/", about, name="about"),
    path("about/accessibility/", accessibility, name="accessibility"),
    path("about/licence/", licence, name="licence"),
    path("about/privacy/", privacy, name="privacy"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]
