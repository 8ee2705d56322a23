"""The quarter: its figures, the names behind them, and what it requires."""

from typing import cast

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.assessments import cycles, queries, services
from lms.assessments.cycles import Quarter
from lms.assessments.forms import RequirementForm, WithdrawalForm
from lms.assessments.people_report import Narrowing, names_behind, narrowed_words, people_table
from lms.assessments.state import Figure, QuarterState
from lms.assessments.words import FIGURES, quarter_name
from lms.assignments.audiences import Audience, AudienceKind
from lms.assignments.queries import markets_served, unit_tree
from lms.assignments.unit_tree import UnitTree
from lms.clock import now, today
from lms.identity.access import requires, viewer
from lms.identity.permissions import Permission, sees_everyone
from lms.reporting.downloads import csv_download, xlsx_download
from lms.reporting.scope import visible_people
from lms.reporting.titles import Titles
from lms.reporting.words import in_words
from lms.web.db import activities, session, settings
from lms.web.paging import page_of

blueprint = Blueprint("quarters", __name__)

PAGE_SIZE = 50


def _quarter(key: str) -> Quarter:
    return cycles.from_key(key) or abort(404)


def _state(quarter: Quarter) -> QuarterState:
    zone = settings().time_zone
    return queries.state(session(), quarter, zone, today(zone), visible_people(viewer()))


def _titles() -> Titles:
    return Titles(session(), activities(), [queries.QUIZ])


@blueprint.get("/quarters")
@requires(Permission.VIEW_RECORDS)
def present() -> ResponseReturnValue:
    """Leads to the quarter we are in."""
    return redirect(url_for(".show", key=cycles.of_moment(now(), settings().time_zone).key))


@blueprint.get("/quarters/<key>")
@requires(Permission.VIEW_RECORDS)
def show(key: str) -> ResponseReturnValue:
    """Required, took part, passed; the three rates; by unit, market and quiz."""
    quarter = _quarter(key)
    state = _state(quarter)
    return render_template(
        "assessments/quarter.html",
        state=state,
        figures=Figure,
        words=in_words(FIGURES),
        titles=_titles(),
        changed_afterwards=queries.changed_afterwards(session(), quarter, settings().time_zone),
        own_team=not sees_everyone(viewer()),
        may_manage=viewer().may(Permission.MANAGE_QUARTER),
    )


def _asked() -> Narrowing:
    figure = request.args.get("figure", Figure.REQUIRED)
    if figure not in set(Figure):
        abort(404)
    return Narrowing(Figure(figure), *(request.args.get(name, "") for name in ("unit", "market", "quiz")))


@blueprint.get("/quarters/<key>/people")
@requires(Permission.VIEW_RECORDS)
def people(key: str) -> ResponseReturnValue:
    """The names behind one figure."""
    state, asked, titles = _state(_quarter(key)), _asked(), _titles()
    members = names_behind(state, asked)
    page = page_of(members, PAGE_SIZE)
    address = {name: getattr(asked, name) or None for name in ("figure", "unit", "market", "quiz")}
    return render_template(
        "assessments/people.html",
        state=state,
        asked=asked,
        figures=Figure,
        words=in_words(FIGURES),
        counts=state.narrowed(unit=asked.unit, market=asked.market, quiz=asked.quiz),
        titles=titles,
        table=people_table(state, asked, list(page.rows), lambda quiz: titles.of("quiz", quiz)),
        numbers=[member.employee_number for member in page.rows],
        page=page,
        page_url=lambda number: url_for(".people", key=key, page=number, **address),
        address=address,
        own_team=not sees_everyone(viewer()),
    )


@blueprint.get("/quarters/<key>/people.csv")
@requires(Permission.VIEW_RECORDS)
def people_csv(key: str) -> Response:
    """The same names as CSV."""
    return _people_file(_quarter(key), "csv")


@blueprint.get("/quarters/<key>/people.xlsx")
@requires(Permission.VIEW_RECORDS)
def people_xlsx(key: str) -> Response:
    """The same names as a workbook."""
    return _people_file(_quarter(key), "xlsx")


def _people_file(quarter: Quarter, form: str) -> Response:
    state, asked, titles = _state(quarter), _asked(), _titles()

    def title(quiz: str) -> str:
        return titles.of("quiz", quiz)

    table = people_table(state, asked, names_behind(state, asked), title)
    name = f"{quarter.key}-{asked.figure}"
    if form == "csv":
        return csv_download(table, name)
    said = [(_("Roster of"), state.as_of.isoformat()), *narrowed_words(state, asked, title)]
    return xlsx_download(table, name, viewer(), said)


def _audiences(units: UnitTree) -> list[Audience]:
    return [
        Audience(AudienceKind.EVERYONE),
        *(Audience(AudienceKind.UNIT, node.key) for node in units.nodes),
        *(Audience(AudienceKind.MARKET, market) for market in markets_served(session())),
    ]


def _requirement_form(titles: Titles, units: UnitTree) -> RequirementForm:
    form = RequirementForm()
    form.offer(titles.by_kind.get("quiz", ()), _audiences(units))
    return form


def _requirements_page(quarter: Quarter, form: RequirementForm, titles: Titles, units: UnitTree) -> str:
    return render_template(
        "assessments/requirements.html",
        quarter=quarter,
        rows=queries.requirements(session(), quarter),
        form=form,
        audiences=[Audience.from_code(choice.value) for choice in form.audience.choices],
        titles=titles,
        units=units,
        zone=settings().time_zone,
        over=now() >= quarter.end(settings().time_zone),
    )


@blueprint.get("/quarters/<key>/requirements")
@requires(Permission.MANAGE_QUARTER)
def requirements(key: str) -> ResponseReturnValue:
    """What the quarter requires, what was withdrawn, and the form to add to it."""
    quarter, titles, units = _quarter(key), _titles(), unit_tree(session())
    return _requirements_page(quarter, _requirement_form(titles, units), titles, units)


@blueprint.post("/quarters/<key>/requirements")
@requires(Permission.MANAGE_QUARTER)
def require(key: str) -> ResponseReturnValue:
    """Requires a quiz of an audience; asking twice is asking once."""
    quarter, titles, units = _quarter(key), _titles(), unit_tree(session())
    form = _requirement_form(titles, units)
    if not form.validate_on_submit():
        return _requirements_page(quarter, form, titles, units), 422
    audience = Audience.from_code(form.audience.data)
    added = services.require(session(), quarter, form.quiz.data, audience, viewer().id)
    session().commit()
    title = titles.of("quiz", form.quiz.data)
    if added:
        flash(_("%(quiz)s is required in %(quarter)s.", quiz=title, quarter=quarter_name(quarter)), "good")
    else:
        flash(_("%(quiz)s was required of them already.", quiz=title), "info")
    return redirect(url_for(".requirements", key=key), 303)


@blueprint.route("/quarters/<key>/requirements/<int:requirement_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.MANAGE_QUARTER)
def withdraw(key: str, requirement_id: int) -> ResponseReturnValue:
    """Withdraws a requirement, with the reason; the requirement itself stays in sight."""
    quarter = _quarter(key)
    row = queries.requirement(session(), quarter, requirement_id, lock=request.method == "POST") or abort(404)
    form = WithdrawalForm()
    title = _titles().of(row.subject_kind, row.subject_key)
    if form.validate_on_submit():
        reason = cast(str, form.reason.data)
        if services.withdraw(session(), row, viewer().id, reason):
            session().commit()
            flash(_("%(quiz)s is no longer required of them.", quiz=title), "good")
        else:
            flash(_("This had been withdrawn already."), "info")
        return redirect(url_for(".requirements", key=key), 303)
    if row.withdrawn_at is not None:
        return redirect(url_for(".requirements", key=key), 303)
    page = render_template(
        "assessments/withdraw.html",
        quarter=quarter,
        row=row,
        form=form,
        title=title,
        units=unit_tree(session()),
    )
    return page, 422 if form.errors else 200
