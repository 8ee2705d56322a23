"""Organisation units as a tree: see, add, rename, move."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms import SelectChoice

from lms.identity import queries, services
from lms.identity.access import requires
from lms.identity.forms.people import UnitForm
from lms.identity.models import Unit
from lms.identity.permissions import Permission
from lms.web.db import session
from lms.web.language import say

blueprint = Blueprint("units", __name__, url_prefix="/units")


@blueprint.get("")
@requires(Permission.VIEW_PEOPLE)
def units() -> ResponseReturnValue:
    """The tree, with how many people belong to each unit itself."""
    ordered = queries.units(session())
    return render_template(
        "identity/units.html",
        units=ordered,
        depths=queries.depths(ordered),
        headcounts=queries.headcounts(session()),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def add() -> ResponseReturnValue:
    """A new unit."""
    return _edit(None)


@blueprint.route("/<key>/edit", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def edit(key: str) -> ResponseReturnValue:
    """Another name or place for a unit."""
    return _edit(session().scalar(select(Unit).where(Unit.key == key)) or abort(404))


def _edit(unit: Unit | None) -> ResponseReturnValue:
    form = UnitForm(data=_as_typed(unit) if unit else {})
    below = queries.unit_and_below(session(), unit.id) if unit else frozenset()
    choices = [SelectChoice(one.id, say(one.name)) for one in queries.units(session()) if one.id not in below]
    form.parent.choices = [SelectChoice(0, _("The top")), *choices]
    if unit is not None:
        form.key.data = unit.key  # requirements and files name it: it stays
    if form.validate_on_submit() and _save(form, unit):
        flash(_("The unit is saved."), "good")
        return redirect(url_for("units.units"))
    return render_template("identity/unit_form.html", form=form, unit=unit), (
        422 if form.is_submitted() else 200
    )


def _save(form: UnitForm, unit: Unit | None) -> bool:
    if unit is None and session().scalar(select(Unit.id).where(Unit.key == form.key.data)):
        form.key.errors = [_("Another unit has this code.")]
        return False
    try:
        services.save_unit(session(), unit, form.key.data, form.names(), form.parent.data or None)
    except services.CircularTree:
        form.parent.errors = [_("This unit lies below the one you are editing. Choose another.")]
        return False
    session().commit()
    return True


def _as_typed(unit: Unit) -> dict[str, object]:
    return {
        "key": unit.key,
        "name_en": unit.name.get("en", ""),
        "name_zh_Hans": unit.name.get("zh_Hans", ""),
        "parent": unit.parent_id or 0,
    }
