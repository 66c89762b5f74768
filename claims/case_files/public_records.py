"""Records that a load publishes: from a large file, tens of thousands."""

import json
from collections.abc import Iterator

from claims.case_files.planning import BATCH
from record.content import codec
from record.content.schema import kinds
from record.workflow.states import PUBLIC_STATES


class PublicRecords:
    """Rows and contents to be published, for ``publishing.append``.

    Contents are kept as JSON, and rows are read again: all these objects would fill the memory.
    """

    def __init__(self, case):
        self._case = case
        self._contents: dict[tuple[str, int], bytes] = {}

    def take(self, plan) -> None:
        """Take the content and the row from a plan."""
        if plan.content.state in PUBLIC_STATES:
            content = json.dumps(codec.dump(plan.content), ensure_ascii=False)
            self._contents[plan.entry.kind.name, plan.pk] = content.encode()
        plan.content = plan.entry.content = plan.row = None

    def __iter__(self) -> Iterator:
        for kind in kinds():
            pks = [pk for name, pk in self._contents if name == kind.name]
            columns = ["public_id", "state", kind.title, *filter(None, [kind.scope])]
            for start in range(0, len(pks), BATCH):
                batch = pks[start : start + BATCH]
                rows = kind.model._default_manager.only(*columns).in_bulk(batch)
                for pk in batch:
                    if kind.scope:
                        setattr(rows[pk], kind.scope, self._case)
                    yield rows[pk]

    def __getitem__(self, record: tuple[str, int]) -> dict:
        return json.loads(self._contents[record])
