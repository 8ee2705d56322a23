"""The completion records as one address asks for them: its filter, its columns, and the words for what it found."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from lms.activities import Activities
from lms.assignments.queries import unit_tree
from lms.identity.permissions import Viewer, sees_everyone
from lms.reporting.columns import completion_columns
from lms.reporting.completions import completions, presented
from lms.reporting.forms import ALL_OF_KIND, CompletionForm
from lms.reporting.scope import visible_people
from lms.reporting.table import Table, chosen
from lms.reporting.titles import Titles
from lms.reporting.words import STATUSES
from lms.web.language import say

COLUMN = "column"
"""The address names each chosen column with it."""


class CompletionReport:
    """Page, CSV and XLSX are made from one of these: they differ only in how many rows they take from `query`."""

    def __init__(
        self, session: Session, activities: Activities, args: MultiDict[str, str], viewer: Viewer, zone: str
    ) -> None:
        self.units = unit_tree(session)
        self.titles = Titles(session, activities)
        self.form = CompletionForm(args)
        self.form.offer(self.units, self.titles)
        self.valid: bool = self.form.validate()
        self.wanted = self.form.wanted(zone, self.units)
        self.address: dict[str, Any] = {
            name: args.getlist(name) for name in (*self.form.data, COLUMN) if name in args
        }
        self.columns = chosen(completion_columns(), args.getlist(COLUMN))
        keys = [column.key for column in self.columns]
        self.query = completions(self.wanted, visible_people(viewer), keys)
        self._own_team = not sees_everyone(viewer)
        self._unit_names = {node.id: say(dict(node.name)) for node in self.units.nodes}

    def table(self, rows: Iterable[Any]) -> Table:
        """Rows of the query in the chosen columns. Whatever needs the request is done before the first row is read."""
        found = presented(rows, self._unit_names, self.titles.of)
        whole = Table(_("Completion records"), completion_columns(), found)
        return whole.chosen(column.key for column in self.columns)

    def narrowed(self) -> list[tuple[str, str]]:
        """The filter in words, for the file's own explanation."""
        wanted = self.wanted
        said = []
        if self._own_team:
            said.append((_("People"), _("Those who report to the exporter, directly or through others")))
        day = _("Completed") if wanted.by_completion else _("Last activity")
        if wanted.since:
            said.append((day, _("from %(day)s", day=wanted.since.isoformat())))
        if wanted.until:
            said.append((day, _("to %(day)s", day=wanted.until.isoformat())))
        if unit := self.units.by_key.get(self.form.unit.data or ""):
            said.append((_("Unit"), _("%(unit)s with the units under it", unit=self._unit_names[unit.id])))
        if wanted.kind:
            every = str(ALL_OF_KIND.get(wanted.kind, wanted.kind))
            said.append(
                (_("Course or quiz"), self.titles.of(wanted.kind, wanted.key) if wanted.key else every)
            )
        if wanted.status:
            said.append((_("Status"), str(STATUSES[wanted.status])))
        if wanted.search:
            said.append((_("Person"), wanted.search))
        return said or [(_("Filter"), _("None: all records"))]
