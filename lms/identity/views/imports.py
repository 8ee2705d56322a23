"""Importing people from a file: look first, write only what was confirmed."""

from collections import Counter

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.identity import services
from lms.identity.access import requires, viewer
from lms.identity.forms.people import ImportForm
from lms.identity.import_file import UnreadableFile, read_people_file
from lms.identity.messages import FAULTS, FIELD_NAMES, VERDICTS
from lms.identity.models import PeopleImport
from lms.identity.permissions import Permission, grantable_roles
from lms.identity.person_fields import FIELDS
from lms.web.db import session
from lms.web.paging import page_of

blueprint = Blueprint("people_imports", __name__, url_prefix="/people-imports")

UNREADABLE = {
    "empty": _l("The file is empty. Choose one with a heading row and at least one person."),
    "old_excel": _l("This is an old Excel file (.xls). Save it as .xlsx or as CSV and choose it again."),
    "not_a_table": _l("This is neither CSV nor XLSX, or it is damaged. Save it again from your spreadsheet."),
    "encoding": _l("The characters could not be read. Save the file as UTF-8 CSV or as XLSX."),
    "too_large": _l("The file unfolds to more than 100 MB. Split it."),
    "too_many_rows": _l("The file has more than 20,000 rows. Split it."),
    "no_employee_number": _l(
        "No column is headed Employee number (工号). The first row must hold the headings."
    ),
    "heading_twice": _l("Two columns have the same heading. Keep one of them."),
}


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def upload() -> ResponseReturnValue:
    """Choose a file; it is read and kept, nothing is changed yet."""
    form = ImportForm()
    if not form.validate_on_submit():
        return render_template("identity/import_upload.html", form=form), (
            422 if form.is_submitted() else 200
        )
    sent = form.file.data
    try:
        file = read_people_file(sent.filename or "", sent.read())
    except UnreadableFile as error:
        form.file.errors = [UNREADABLE[error.code]]
        return render_template("identity/import_upload.html", form=form), 422
    kept = services.keep_import(session(), sent.filename or "", file, viewer().id)
    session().commit()
    return redirect(url_for("people_imports.verdicts", import_id=kept.id))


@blueprint.get("/<int:import_id>")
@requires(Permission.MANAGE_PEOPLE)
def verdicts(import_id: int) -> ResponseReturnValue:
    """What the import would do, or did, row by row."""
    kept = _load(import_id)
    if kept.outcome is not None:
        rows = kept.outcome
    else:
        plans = services.plan_import(session(), kept, _grantable())
        rows = services.as_outcome(plans)
    counts = Counter(row["verdict"] for row in rows)
    return render_template(
        "identity/import_verdicts.html",
        kept=kept,
        page=page_of(sorted(rows, key=lambda row: (row["verdict"] != "refused", row["number"]))),
        missing_units=services.missing_units(kept, rows),
        counts={name: counts.get(name, 0) for name in VERDICTS},
        verdict_names=VERDICTS,
        fault_texts=FAULTS,
        field_names=FIELD_NAMES,
    )


@blueprint.post("/<int:import_id>/apply")
@requires(Permission.MANAGE_PEOPLE)
def apply(import_id: int) -> ResponseReturnValue:
    """Writes the rows that are not refused; a second click changes nothing."""
    _load(import_id)
    applied = services.apply_import(session(), import_id, _grantable())
    session().commit()
    if applied:
        flash(_("The import is done. Below is what happened to each row."), "good")
    return redirect(url_for("people_imports.verdicts", import_id=import_id))


@blueprint.get("/template.csv")
@requires(Permission.MANAGE_PEOPLE)
def template() -> Response:
    """A file with the headings, to fill in."""
    text = ",".join(f'"{FIELD_NAMES[name]}"' for name in FIELDS) + "\r\n"
    headers = {"Content-Disposition": "attachment; filename=people.csv"}
    return Response(text.encode("utf-8-sig"), mimetype="text/csv", headers=headers)


def _load(import_id: int) -> PeopleImport:
    kept = session().get(PeopleImport, import_id) or abort(404)
    if kept.uploaded_by != viewer().id:
        abort(404)  # somebody else's upload is theirs to confirm
    return kept


def _grantable() -> frozenset[str]:
    return frozenset(role.value for role in grantable_roles(viewer()))
