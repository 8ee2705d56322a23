"""Who may do what: one table, and the rules about other people's data. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in Attune. TEAM_LEAD is derived from the reporting line, the others are given."""

    AGENT = "agent"
    TRAINER = "trainer"
    HR = "hr"
    TEAM_LEAD = "team_lead"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What a route may ask for. Every route names exactly one."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    LEARN = "learn"
    AUTHOR = "author"
    VIEW_PEOPLE = "view_people"
    MANAGE_PEOPLE = "manage_people"
    VIEW_RECORDS = "view_records"
    MANAGE_QUARTER = "manage_quarter"


_ALL = frozenset(Role)

ALLOWED: dict[Permission, frozenset[Role]] = {
    Permission.ANYONE: _ALL,
    Permission.SIGNED_IN: _ALL,
    Permission.LEARN: _ALL,
    Permission.AUTHOR: frozenset({Role.TRAINER}),
    Permission.VIEW_PEOPLE: frozenset({Role.HR, Role.ADMINISTRATOR}),
    Permission.MANAGE_PEOPLE: frozenset({Role.HR, Role.ADMINISTRATOR}),
    Permission.VIEW_RECORDS: frozenset({Role.HR, Role.TEAM_LEAD}),
    Permission.MANAGE_QUARTER: frozenset({Role.HR}),
}
"""The one table. VIEW_RECORDS is narrowed for team leads to the people who report to them (see `sees_everyone`)."""

GRANTABLE: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset({Role.AGENT, Role.TRAINER, Role.HR, Role.ADMINISTRATOR}),
    Role.HR: frozenset({Role.AGENT, Role.TRAINER}),
}
"""Who may give which role: nobody lifts themselves or others above their own office."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in person as the rules see them."""

    id: int
    full_name: str
    preferred_name: str | None
    roles: frozenset[Role]
    locale: str | None = None
    time_zone: str | None = None
    unit_id: int | None = None
    session_epoch: int = 1
    password_temporary: bool = False

    # What flask-login asks of a user.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """The session's identity: a new epoch ends every session begun before it."""
        return f"{self.id}:{self.session_epoch}"

    @property
    def address(self) -> str:
        """The name to use when speaking to them."""
        return self.preferred_name or self.full_name

    def may(self, permission: Permission) -> bool:
        """Whether one of their roles holds the permission."""
        return allowed(self.roles, permission)


def allowed(roles: frozenset[Role], permission: Permission) -> bool:
    """Whether any of the roles holds the permission. Somebody without a role may still sign in and learn nothing."""
    if permission in (Permission.ANYONE, Permission.SIGNED_IN):
        return True
    return bool(roles & ALLOWED[permission])


def sees_everyone(viewer: Viewer) -> bool:
    """Whether the viewer's records and rates cover the whole company (HR) or only their own team."""
    return Role.HR in viewer.roles


def grantable_roles(viewer: Viewer) -> frozenset[Role]:
    """The roles this viewer may give or take away."""
    return frozenset().union(*(GRANTABLE.get(role, frozenset()) for role in viewer.roles))
