"""Completion records and one person's ledger: on pages and as files."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import today
from lms.identity.access import requires, viewer
from lms.identity.models import Person
from lms.identity.permissions import Permission, sees_everyone
from lms.reporting import queries
from lms.reporting.columns import completion_columns
from lms.reporting.completion_report import COLUMN, CompletionReport
from lms.reporting.completions import COLUMNS, presented, streamed
from lms.reporting.downloads import csv_download, xlsx_download
from lms.reporting.local_time import company_moment, company_second
from lms.reporting.scope import visible_person
from lms.reporting.table import Table
from lms.reporting.titles import Titles
from lms.reporting.words import ACTIONS
from lms.web.db import activities, database, session, settings
from lms.web.paging import paged

blueprint = Blueprint("reporting", __name__)
blueprint.add_app_template_filter(company_moment)
blueprint.add_app_template_filter(company_second)


def _report() -> CompletionReport:
    return CompletionReport(session(), activities(), request.args, viewer(), settings().time_zone)


@blueprint.get("/records")
@requires(Permission.VIEW_RECORDS)
def records() -> ResponseReturnValue:
    """The completion records, filtered by what stands in the address."""
    report = _report()
    page = paged(session(), report.query, scalars=False)
    address = report.address
    body = render_template(
        "reporting/records.html",
        form=report.form,
        table=report.table(page.rows),
        numbers=[row.number for row in page.rows],
        page=page,
        filtered=bool(address.keys() - {COLUMN}),
        columns=completion_columns(),
        zone=settings().time_zone,
        own_team=not sees_everyone(viewer()),
        page_url=lambda number: url_for(".records", **address, page=number),
        csv_url=url_for(".records_csv", **address),
        xlsx_url=url_for(".records_xlsx", **address),
    )
    return body, 200 if report.valid else 422


@blueprint.get("/records.csv")
@requires(Permission.VIEW_RECORDS)
def records_csv() -> Response:
    """The same records as CSV, all of them."""
    report = _report()
    if not report.valid:
        abort(400)
    return csv_download(report.table(streamed(database(), report.query)), _file_name())


@blueprint.get("/records.xlsx")
@requires(Permission.VIEW_RECORDS)
def records_xlsx() -> Response:
    """The same records as a workbook, all of them."""
    report = _report()
    if not report.valid:
        abort(400)
    table = report.table(streamed(database(), report.query))
    return xlsx_download(table, _file_name(), viewer(), report.narrowed())


def _file_name() -> str:
    return f"completion-records-{today(settings().time_zone).isoformat()}"


@blueprint.get("/people/<number>/records")
@requires(Permission.VIEW_RECORDS)
def person_records(number: str) -> ResponseReturnValue:
    """Everything the ledger holds about somebody, for HR and for those they report to."""
    person = visible_person(session(), viewer(), number) or abort(404)
    return _ledger_page(person)


@blueprint.get("/me/records")
@requires(Permission.LEARN)
def my_records() -> ResponseReturnValue:
    """Everything the ledger holds about the reader."""
    return _ledger_page(session().get_one(Person, viewer().id))


def _ledger_page(person: Person) -> str:
    titles = Titles(session(), activities())
    standings = session().execute(queries.standings_of(person.id)).all()
    whole = Table(_("Completion records"), completion_columns(), presented(standings, {}, titles.of))
    number = person.employee_number
    own = request.endpoint == "reporting.my_records"

    def page_url(page: int) -> Any:
        return (
            url_for(".my_records", page=page) if own else url_for(".person_records", number=number, page=page)
        )

    return render_template(
        "reporting/person.html",
        person=person,
        own=own,
        table=whole.chosen(key for key in COLUMNS if key not in {"person", "number", "unit", "enrolled"}),
        page=paged(session(), queries.ledger_of(person.id), scalars=False),
        title=titles.of,
        actions=ACTIONS,
        zone=settings().time_zone,
        page_url=page_url,
    )
