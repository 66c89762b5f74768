"""The small form beside the text: fields for what is made of the selected words."""

from django import forms
from django.core.exceptions import ValidationError

from claims.choices import ClaimKind, Relation, Stance, StanceOn, Unit, WhoseWords
from claims.models import Claim, Measure, Point
from claims.reading_room.choices import NEW_CLAIMS, OF_A_CLAIM, OF_AN_EVENT, Entry
from claims.reading_room.offered import MOST_VOICES, claims_near, voices_of
from councils.admin.voice_lines import voice_lines
from councils.models import Voice
from proposals.choices import Bound, FactKind
from proposals.models import Event, Proposal
from record.dates import InvalidDate
from record.dates.written import EXAMPLES, written_date
from record.desk.fields import FreeTextField

# Of an event, what a voice is named for; and what else is stated of it.
PRESENCE = [FactKind.PRESENT, FactKind.REPRESENTED, FactKind.INVITED, FactKind.ABSENT, FactKind.EXCLUDED, FactKind.HOST]
STATED = [kind for kind in FactKind if kind not in {*PRESENCE, FactKind.FROM, FactKind.TO}]
KINDS = {Entry.FIGURE: ClaimKind.FIGURE, Entry.POSITION: ClaimKind.POSITION}
SPOKEN = ["speaker", "reported_by", "wording"]
WHAT = ["made_for", "other_voice", "kind", "about", "point", "event"]
NEW_CLAIM = ["statement", *WHAT, "plan"]
FIELDS = {
    Entry.CLAIM: [*NEW_CLAIM, *SPOKEN],
    Entry.REPLY: ["relation", "claim_words", "claim", *NEW_CLAIM, *SPOKEN],
    Entry.SOURCE: ["claim_words", "claim", *SPOKEN],
    Entry.FIGURE: ["statement", "measure", "printed", "bound", "value", "unit", *NEW_CLAIM[1:], *SPOKEN],
    Entry.POSITION: ["statement", "stance", "proposal", "on", *WHAT, *SPOKEN],
    Entry.DATE: ["event", "fact", "when", "fact_words", "made_for", "other_voice"],
    Entry.PRESENCE: ["event", "presence", "voice", "made_for", "other_voice"],
}
REQUIRED = {
    Entry.CLAIM: {"statement", "kind"},
    Entry.REPLY: {"statement", "kind", "claim", "relation"},
    Entry.SOURCE: {"claim"},
    Entry.FIGURE: {"statement", "kind", "measure", "value", "unit"},
    Entry.POSITION: {"statement", "kind", "stance"},
    Entry.DATE: {"event", "fact"},
    Entry.PRESENCE: {"event", "presence", "voice"},
}
# Folded away, for most entries leave them empty.
SELDOM = {"other_voice", "about", "plan", "speaker", "reported_by", "wording", "point", "unit"}


def _choice(choices, label):
    return forms.ChoiceField(choices=choices, label=label, required=False)


def _named(label, **kwargs):
    return forms.ModelChoiceField(Voice.objects.none(), label=label, required=False, **kwargs)


class EntryForm(forms.Form):
    """Fields for one entry; those of other kinds of entry are not in it."""

    case = forms.ModelChoiceField(None, label="Case", empty_label="Choose the case")
    make = forms.ChoiceField(choices=Entry, label="Make of it")

    relation = _choice(Relation, "How it replies")
    claim_words = forms.CharField(
        label="Look for the claim", required=False, max_length=200, help_text="Words of it, if it is not offered."
    )
    claim = forms.ModelChoiceField(
        Claim.objects.none(), label="Claim", required=False, widget=forms.RadioSelect, empty_label=None
    )
    statement = FreeTextField(
        label="The claim, in our words",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Keep its hedges. Ctrl+Enter saves.",
    )
    stance = _choice(Stance, "Position")
    proposal = forms.ModelChoiceField(Proposal.objects.none(), label="On the proposal", required=False)
    on = _choice([("", "—"), *StanceOn.choices], "Or on")
    measure = forms.ModelChoiceField(Measure.objects.none(), label="What is measured", required=False)
    printed = forms.CharField(label="As printed", required=False, max_length=300)
    bound = _choice([(value, label or "exactly") for value, label in Bound.choices if value != Bound.BETWEEN], "Bound")
    value = forms.DecimalField(label="Value", required=False, help_text="Written out: 43000000.")
    unit = _choice(Unit, "Unit")
    event = forms.ModelChoiceField(Event.objects.none(), label="Event", required=False)
    fact = _choice([(kind.value, kind.label) for kind in STATED], "What is stated")
    when = forms.CharField(label="Date", required=False, max_length=60, help_text=f"{EXAMPLES}.")
    fact_words = forms.CharField(label="In our words", required=False, max_length=300)
    presence = _choice([(kind.value, kind.label) for kind in PRESENCE], "How")
    voice = _named("Who")
    made_for = _named("Who says it")
    other_voice = forms.CharField(
        label="Or somebody else, by exact name", required=False, max_length=340, help_text="If not in the list."
    )
    kind = _choice(ClaimKind, "Kind of claim")
    about = _named("About whom", help_text="Whom the words name. Add more of them on the full form.")
    point = forms.ModelChoiceField(Point.objects.none(), label="Question", required=False)
    plan = forms.ModelChoiceField(Proposal.objects.none(), label="About the proposal", required=False)
    speaker = _named("Spoken by", help_text="If somebody spoke for them.")
    reported_by = _named("As reported by")
    wording = _choice([("", "—"), *WhoseWords.choices], "If reported, the words are")

    def __init__(self, *args, cases, case, document, officer, entered_for, make, quote, initial=None, **kwargs):
        super().__init__(*args, initial={"case": case, "make": make, **(initial or {})}, **kwargs)
        self.entered_for, self.chosen_case, self.entry = entered_for, case, make
        self.fields["case"].queryset = cases.by_title()
        for name in set(self.fields) - {"case", "make", *FIELDS[make]}:
            del self.fields[name]
        for name in REQUIRED[make] & set(self.fields):
            self.fields[name].required = True
        if make in OF_AN_EVENT:
            self.fields["made_for"].label = "According to"
        if "kind" in self.fields:
            self.initial.setdefault("kind", KINDS.get(make, ClaimKind.FACT))
        if case is not None:
            self._offer(case, document, officer, quote)

    def _offer(self, case, document, officer, quote):
        """Limit the choices to what exists for this officer, and what the entry may name."""
        voices = list(voices_of(case, document, officer, self.entered_for)[:MOST_VOICES])
        lines = voice_lines(voices)
        choices = [("", "—"), *((voice.pk, f"{voice} ({line})") for voice, line in zip(voices, lines, strict=True))]
        nameable = Voice.objects.nameable_by(self.entered_for)
        for name in {"voice", "made_for", "about", "speaker", "reported_by"} & set(self.fields):
            self.fields[name].queryset = nameable
            self.fields[name].choices = choices
        of_case = {"event": Event, "point": Point, "proposal": Proposal, "plan": Proposal, "measure": Measure}
        for name, model in of_case.items():
            if name in self.fields:
                rows = model.objects.readable_by(officer) if name == "event" and self.entry in OF_AN_EVENT else None
                rows = model.objects.nameable_by(self.entered_for) if rows is None else rows
                self.fields[name].empty_label = "—"
                self.fields[name].queryset = rows.filter(case=case).order_by("sequence", "pk")
        if self.entry in OF_A_CLAIM:
            near = claims_near(case, officer, quote, self["claim_words"].value() or "")
            self.fields["claim"].queryset = Claim.objects.readable_by(officer).filter(case=case)
            self.fields["claim"].choices = [(claim.pk, f"{claim.made_for}: {claim.statement}") for claim in near]

    def clean_other_voice(self):
        """The voice of this name: one exactly, for a near one would be a mistake."""
        name = " ".join(self.cleaned_data["other_voice"].split())
        if not name:
            return None
        found = list(Voice.objects.nameable_by(self.entered_for).filter(name__iexact=name)[:2])
        if not found:
            raise ValidationError("Nobody of this name is entered. Add them first, or write the name in full.")
        if len(found) > 1:
            raise ValidationError("Several have this name. Enter this on the full form, where they are told apart.")
        return found[0]

    def clean_when(self):
        try:
            return written_date(self.cleaned_data["when"]) if self.cleaned_data["when"].strip() else None
        except InvalidDate as error:
            raise ValidationError(str(error)) from None

    def clean(self):
        cleaned = super().clean()
        cleaned["made_for"] = cleaned.get("other_voice") or cleaned.get("made_for")
        is_named = cleaned["made_for"] or {"made_for", "other_voice"} & set(self.errors)
        if self.entry in NEW_CLAIMS and not is_named:
            self.add_error("made_for", "Say who says it.")
        if cleaned.get("wording") and not cleaned.get("reported_by"):
            self.add_error("reported_by", "Say who reports it, or leave out whose words they are.")
        if self.entry == Entry.POSITION and bool(cleaned.get("proposal")) == bool(cleaned.get("on")):
            self.add_error("proposal", "Name a proposal, or say below on what else: one of the two.")
        return cleaned

    @property
    def shown(self):
        return [self[name] for name in FIELDS[self.entry] if name not in SELDOM]

    @property
    def folded(self):
        return [self[name] for name in FIELDS[self.entry] if name in SELDOM]

    @property
    def is_open(self) -> bool:
        """True where a field that is folded away has an error or a value."""
        return any((self.is_bound and field.errors) or field.value() for field in self.folded if field.name != "unit")
