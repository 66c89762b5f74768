"""The only package that answers “may this person?”.

A role comes from a dated membership (councils.models.Membership). An entry belongs to
the council for which its author acted when it was begun; for anyone else who may not
read it, it does not exist until it is published (docs/laws.md, law 10).
"""

from councils.permissions.contents import refuse_content
from councils.permissions.memberships import acting, acts_for, memberships, office, people
from councils.permissions.reading import readable, reads_history
from councils.permissions.second_person import reviewers, to_review
from councils.permissions.steps import refuse
from record.workflow.authority import Authority, register

register(
    Authority(
        refuse,
        readable,
        refuse_content,
        memberships,
        acting,
        acts_for,
        reads_history,
        people,
        office,
        reviewers,
        to_review,
    )
)
