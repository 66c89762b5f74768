"""Generate an invented case file of any size, the same for the same seed."""

import datetime
import random
from collections.abc import Iterator

from claims.case_files.dumping import as_yaml
from claims.choices import ClaimKind

AREAS = [
    "Ashmere",
    "Brackwold",
    "Cawdale",
    "Dunmarsh",
    "Elderford",
    "Fenhollow",
    "Garswick",
    "Hollinshaw",
    "Inglebeck",
    "Kelderham",
]
SUBJECTS = [
    "the boundary of the city",
    "the saving that the plan states",
    "the note of the meeting",
    "the joint study",
    "the split of the county in two",
    "the place of social care",
    "the views of residents",
    "the date of the elections",
]
SAYINGS = [
    "{who} had agreed on {what} before the meeting",
    "{who} was not asked about {what}",
    "{what} was discussed with {who} and left open",
    "{who} changed its view of {what} in the spring",
    "no paper on {what} was given to {who}",
    "{who} supports the proposal on {what}, on conditions",
]
FIRST_DAY = datetime.date(2025, 1, 6)


def generate(claims: int, seed: int) -> Iterator[str]:
    """A case file with so many claims, half of them responses, piece by piece."""
    return _Maker(claims, seed).file()


class _Maker:
    def __init__(self, claims, seed):
        self.claims, self.seed = claims, seed
        self.random = random.Random(seed)
        self.case = f"generated-{seed}-{claims}"
        self.councils = [self.own(area.lower()) for area in AREAS]
        self.offices = [f"{council}-leader" for council in self.councils]
        self.groups = [f"{council}-group" for council in self.councils]
        self.alliance = self.own("alliance")
        self.outlet = self.own("courier")
        self.documents = max(5, claims // 20)
        self.events = max(3, claims // 25)
        self.points = min(40, max(4, claims // 50))
        self.made: list[tuple[str, str, datetime.date]] = []

    def own(self, word) -> str:
        """A key of this case: voices and documents are shared by all cases."""
        return f"{self.case}-{word}"

    def file(self):
        yield as_yaml({"case": self.the_case()})
        for word, records in (
            ("voices", self.voices()),
            ("documents", self.the_documents()),
            ("points", self.the_points()),
            ("events", self.the_events()),
            ("claims", self.the_claims()),
        ):
            yield f"\n{word}:\n"
            for record in records:
                yield as_yaml([record])

    def the_case(self):
        return {
            "key": self.case,
            "title": f"Generated case {self.seed} (invented)",
            "summary": "An invented case, made by a program to try what size does. Nothing in it is real.",
            "invented": "yes",
            "kept_up_to": "2026-10-01",
            "parties": [{"voice": council} for council in self.councils],
            "sides": [
                {"key": "first", "label": "First side", "voices": [{"voice": each} for each in self.councils[:3]]},
                {"key": "second", "label": "Second side", "voices": [{"voice": self.alliance}]},
                {"key": "third", "label": "Third side", "voices": [{"voice": each} for each in self.councils[7:]]},
            ],
        }

    def voices(self):
        for index, (council, area) in enumerate(zip(self.councils, AREAS, strict=True)):
            record = {
                "key": council,
                "kind": "council",
                "name": f"{area} Council (invented {self.seed})",
                "council": {"code": self.code(index), "area": area, "type": "district"},
            }
            if 3 <= index < 7:
                tie = {"kind": "member-of", "of": self.alliance, "when": {"edtf": "2025-01/.."}}
                record["tenures"] = [tie]
            yield record
            yield self.tied(self.offices[index], "office", f"Leader of {area} Council", "part-of", council)
            yield self.tied(self.groups[index], "group", f"Reform Group, {area}", "group-in", council)
        yield {"key": self.alliance, "kind": "alliance", "name": f"The Four Councils (invented {self.seed})"}
        yield {"key": self.outlet, "kind": "outlet", "name": f"The Courier (invented {self.seed})"}

    def tied(self, key, kind, name, tie, council):
        return {
            "key": key,
            "kind": kind,
            "name": f"{name} (invented {self.seed})",
            "tenures": [{"kind": tie, "of": council}],
        }

    def code(self, index):
        """Four letters that also depend on the seed: codes are unique on an installation."""
        number = self.seed % 676
        return "Z" + chr(65 + number // 26) + chr(65 + number % 26) + chr(65 + index)

    def the_documents(self):
        for index in range(self.documents):
            day = self.day_of(index)
            yield {
                "key": self.own(f"document-{index}"),
                "title": f"Paper {index} on reorganisation (invented)",
                "kind": self.random.choice(["statement", "article", "report", "minutes", "letter"]),
                "publisher": self.random.choice([*self.councils, self.outlet]),
                "date": {"edtf": day.isoformat()},
            }

    def day_of(self, document) -> datetime.date:
        """Documents come in the order of their numbers over two years."""
        return FIRST_DAY + datetime.timedelta(days=document * 600 // self.documents)

    def the_points(self):
        for index in range(self.points):
            subject = SUBJECTS[index % len(SUBJECTS)]
            yield {"key": f"point-{index}", "question": f"What is said of {subject}? ({index})", "sequence": str(index)}

    def the_events(self):
        for index in range(self.events):
            day = FIRST_DAY + datetime.timedelta(days=index * 600 // self.events)
            host = self.random.choice(self.councils)
            yield {
                "key": f"event-{index}",
                "title": f"Meeting {index} of the councils",
                "kind": "meeting",
                "when": {"edtf": self.random.choice([day.isoformat(), f"{day:%Y-%m}", f"{day:%Y-%m}~"])},
                "facts": [
                    {"kind": "host", "voice": host, "according_to": host},
                    {"kind": "present", "voice": self.random.choice(self.councils), "according_to": host},
                ],
            }

    def the_claims(self):
        for index in range(self.claims):
            yield self.claim(index)

    def claim(self, index):
        document = index * self.documents // self.claims
        maker = self.random.choice([*self.councils, *self.offices, *self.groups, self.alliance])
        who, what = self.random.choice(self.councils), self.random.choice(SUBJECTS)
        area = AREAS[self.councils.index(who)]
        said = self.random.choice(SAYINGS).format(who=f"{area} Council", what=what)
        record = {
            "key": f"claim-{index}",
            "statement": f"{said[0].upper()}{said[1:]} (claim {index}).",
            "kind": self.random.choice(ClaimKind.values),
            "for": maker,
            "about": [{"voice": who}] if who != maker else [],
            "appearances": [self.appearance(document, index)],
            "points": [f"point-{self.random.randrange(self.points)}"],
        }
        if self.random.random() < 0.5:
            record["events"] = [{"event": f"event-{document * self.events // self.documents}"}]
        earlier = [made for made in self.made[-200:] if made[1] != maker]
        if index % 2 and earlier:
            target = self.random.choice(earlier)
            relation = self.random.choice(["disputes", "disputes", "accepts", "qualifies", "answers"])
            record["responses"] = [
                {"to": target[0], "relation": relation, "passage": self.passage(document, f"as to claim {target[0]}")}
            ]
        self.made.append((record["key"], maker, self.day_of(document)))
        if not record["about"]:
            del record["about"]
        return record

    def appearance(self, document, index):
        found = {"passage": self.passage(document, f"words number {index} of the paper")}
        if self.random.random() < 0.2:
            found["reported_by"] = [self.outlet]
        return found

    def passage(self, document, words):
        return {
            "document": self.own(f"document-{document}"),
            "quote": words,
            "paragraph": str(self.random.randrange(1, 40)),
        }
