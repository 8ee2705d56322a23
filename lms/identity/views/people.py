"""People: the list, one person, adding and changing, temporary passwords."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms import SelectChoice

from lms.cells import harmless
from lms.clock import today
from lms.identity import queries, services
from lms.identity.access import requires, viewer
from lms.identity.forms.people import PersonForm
from lms.identity.import_file import FileRow
from lms.identity.import_plan import plan
from lms.identity.messages import ROLE_LABELS
from lms.identity.models import Person, Unit
from lms.identity.passwords import hash_temporary, temporary_password
from lms.identity.permissions import Permission, Role, grantable_roles
from lms.web.db import database, session, settings
from lms.web.language import say
from lms.web.paging import paged

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("")
@requires(Permission.VIEW_PEOPLE)
def people() -> ResponseReturnValue:
    """Everybody, narrowed by words, unit, role and whether they still work here."""
    chosen = session().scalar(select(Unit.id).where(Unit.key == request.args.get("unit", "")))
    status = request.args.get("status", "")
    wanted = queries.PeopleFilter(
        search=request.args.get("q", "").strip(),
        unit_ids=queries.unit_and_below(session(), chosen) if chosen else None,
        role=request.args.get("role") if request.args.get("role") in ROLE_LABELS else None,
        status=status if status in ("left", "all") else "employed",
    )
    page = paged(session(), queries.people(wanted, _today()), scalars=False)
    return render_template(
        "identity/people.html",
        page=page,
        wanted=wanted,
        unit_key=request.args.get("unit", ""),
        units=unit_choices(),
        roles=queries.roles_of(session(), [row[0].id for row in page.rows]),
        role_labels=ROLE_LABELS,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def add() -> ResponseReturnValue:
    """A new person."""
    form = _prepared(PersonForm())
    if form.is_submitted() and (person := _save(form, None)):
        flash(
            _(
                "%(name)s is added. Make a temporary password so that they can sign in.",
                name=person.full_name,
            ),
            "good",
        )
        return redirect(url_for("people.person", number=person.employee_number))
    if not form.is_submitted():
        form.roles.data = ["agent"]
    return render_template("identity/person_form.html", form=form, person=None), _status(form)


@blueprint.get("/<number>")
@requires(Permission.VIEW_PEOPLE)
def person(number: str) -> ResponseReturnValue:
    """One person."""
    found = _load(number)
    values = queries.values_by_number(session(), number)[number]
    leads = [Role.TEAM_LEAD] if queries.leads(session(), found.id) else []
    return render_template(
        "identity/person.html",
        person=found,
        values=values,
        manager=session().get(Person, found.manager_id) if found.manager_id else None,
        unit=session().get(Unit, found.unit_id) if found.unit_id else None,
        roles=[*values["roles"], *leads],
        role_labels=ROLE_LABELS,
        may_act_as=set(values["roles"]) <= grantable_roles(viewer()),
    )


@blueprint.route("/<number>/edit", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def edit(number: str) -> ResponseReturnValue:
    """Changes one person."""
    found = _load(number)
    values = queries.values_by_number(session(), number)[number]
    form = _prepared(PersonForm(data=_as_typed(values)), values)
    form.employee_number.data = number  # records name people by it: it stays
    shown = _fingerprint(values)
    if form.is_submitted() and form.shown.data != shown:
        form.shown.data = shown
        form.form_errors.append(
            _(
                "Somebody has changed this person since you opened the page. Look at the page again; saving now overwrites."
            )
        )
        return render_template("identity/person_form.html", form=form, person=found, values=values), 409
    form.shown.data = shown
    if form.is_submitted() and (saved := _save(form, found)):
        flash(_("Your changes are saved."), "good")
        return redirect(url_for("people.person", number=saved.employee_number))
    return render_template("identity/person_form.html", form=form, person=found), _status(form)


@blueprint.post("/<number>/temporary-password")
@requires(Permission.MANAGE_PEOPLE)
def give_temporary_password(number: str) -> ResponseReturnValue:
    """Shows a temporary password once; it must be changed at the first sign-in."""
    with database().session(write=False) as look:
        found = queries.person_by_number(look, number) or abort(404)
        held = set(queries.roles_of(look, [found.id]).get(found.id, []))
    if held - {role.value for role in grantable_roles(viewer())}:
        abort(403)  # whoever sets somebody's password can act as them
    password = temporary_password()
    hashes = {found.id: hash_temporary(password)}
    services.set_starting_passwords(session(), hashes, only_without_own=False)
    session().commit()
    return render_template("identity/temporary_password.html", person=found, password=password)


@blueprint.post("/starting-passwords")
@requires(Permission.MANAGE_PEOPLE)
def starting_passwords() -> ResponseReturnValue:
    """Temporary passwords as a file to hand out: for those who never got one or, if asked, who have not used theirs."""
    without = queries.without_own_password if "unused" in request.form else queries.never_given_password
    allowed = {role.value for role in grantable_roles(viewer())}
    with database().session(write=False) as look:
        waiting = look.scalars(without(_today())).all()
        roles = queries.roles_of(look, [one.id for one in waiting])
    chosen = {one.id: temporary_password() for one in waiting if set(roles.get(one.id, [])) <= allowed}
    if not chosen:
        flash(_("There is nobody who needs a temporary password from you."), "info")
        return redirect(url_for("people.people"))
    hashes = {person_id: hash_temporary(password) for person_id, password in chosen.items()}
    done = services.set_starting_passwords(session(), hashes, only_without_own=True)
    session().commit()
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Employee number"), _("Full name"), _("E-mail"), _("Temporary password")])
    for one in waiting:
        if one.id in done:
            typed = (one.employee_number, one.full_name, one.email or "")
            writer.writerow([*map(harmless, typed), chosen[one.id]])
    headers = {"Content-Disposition": "attachment; filename=temporary-passwords.csv"}
    return Response(text.getvalue().encode("utf-8-sig"), mimetype="text/csv", headers=headers)


def unit_choices() -> list[tuple[str, str]]:
    """Units as (key, indented name), for choosing."""
    ordered = queries.units(session())
    depth = queries.depths(ordered)
    return [(unit.key, "\u2003" * depth[unit.id] + say(unit.name)) for unit in ordered]


def _today() -> Any:
    return today(settings().time_zone)


def _load(number: str) -> Person:
    return queries.person_by_number(session(), number) or abort(404)


def _status(form: PersonForm) -> int:
    return 422 if form.is_submitted() else 200


def _prepared(form: PersonForm, values: Mapping[str, Any] | None = None) -> PersonForm:
    form.unit.choices = [SelectChoice("", _("None")), *(SelectChoice(*one) for one in unit_choices())]
    grantable = {role.value for role in grantable_roles(viewer())} | set((values or {}).get("roles", []))
    form.roles.choices = [
        SelectChoice(role, label) for role, label in ROLE_LABELS.items() if role in grantable
    ]
    return form


def _fingerprint(values: Mapping[str, Any]) -> str:
    """Stands for what the page showed, so that a colleague's change in between is seen."""
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _as_typed(values: Mapping[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {name: "" if value is None else str(value) for name, value in values.items()}
    typed["roles"] = values["roles"]
    typed["markets"] = ", ".join(values["markets"])
    typed["languages"] = ", ".join(f"{language} {level}" for language, level in values["languages"].items())
    return typed


def _save(form: PersonForm, found: Person | None) -> Person | None:
    """Checks the form as a file of one row and saves it; None with each fault at its field."""
    there = queries.existing(session())
    one = plan([FileRow(1, form.cells())], there, frozenset(grantable_roles(viewer())))[0]
    if found is None and one.employee_number in there.people:
        one.faults["employee_number"] = "number_taken"
    form.validate()  # the cross-site token was checked before; this only collects what WTForms itself finds
    for name, code in one.faults.items():
        form.refuse(name, code)
    if one.faults:
        return None
    saved = services.save_person(session(), one.employee_number, one.changes)
    session().commit()
    return saved
