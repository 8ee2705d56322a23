"""A fixed cast of people, the same in every test: each test can say "Lin" and mean somebody."""

from datetime import date

from sqlalchemy.orm import Session

from lms.identity.models import Person, PersonMarket, PersonRole, Unit

PASSWORD = "correct horse battery"
# Made once with the parameters of the application; hashing in every test would cost most of its time.
PASSWORD_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$1Q+fSjO1Lde5oj/JuRTxRA$s6r8jMTrIyO0QBw5B24Abx978JlSPDppPviXqHhwoOk"
)

LIN, CHEN, SOFIA, TOM, HUI, ADA, MAX, WEI = range(1, 9)
"""Ids. Lin: agent, reports to Tom. Chen: agent of another team, reports to Max. Sofia: trainer. Tom: agent and team
lead. Hui: HR. Ada: administrator. Max: the other team's lead. Wei: left the company last year, was an agent."""

_PEOPLE = [
    (LIN, "E001", "lin@example.com", "林晓", "小林", 3, TOM, ["agent"], None),
    (CHEN, "E002", "chen@example.com", "Chen Yu", None, 4, MAX, ["agent"], None),
    (SOFIA, "E003", "sofia@example.com", "Sofia Álvarez", None, 2, None, ["trainer"], None),
    (TOM, "E004", "tom@example.com", "Tom Okafor", "Tom", 3, None, ["agent"], None),
    (HUI, "E005", "hui@example.com", "王慧", None, 2, None, ["hr"], None),
    (ADA, "E006", "ada@example.com", "Ada", None, 1, None, ["administrator"], None),
    (MAX, "E007", "max@example.com", "Max Weber", None, 4, None, ["agent"], None),
    (WEI, "E008", "wei@example.com", "魏 前", None, 3, TOM, ["agent"], date(2025, 12, 31)),
]

_UNITS = [
    (1, "company", {"en": "Company", "zh_Hans": "公司"}, None),
    (2, "office", {"en": "Office", "zh_Hans": "总部"}, 1),
    (3, "service-asia", {"en": "Customer service, Asia", "zh_Hans": "亚洲客服"}, 1),
    (4, "service-europe", {"en": "Customer service, Europe", "zh_Hans": "欧洲客服"}, 1),
]


def add_cast(session: Session) -> None:
    """Adds units, people, roles and markets; the caller commits."""
    for unit_id, key, name, parent_id in _UNITS:
        session.add(Unit(id=unit_id, key=key, name=name, parent_id=parent_id))
        session.flush()
    for person_id, number, email, full_name, preferred, unit_id, _manager, roles, left_on in _PEOPLE:
        session.add(
            Person(
                id=person_id,
                employee_number=number,
                email=email,
                full_name=full_name,
                preferred_name=preferred,
                unit_id=unit_id,
                hired_on=date(2024, 3, 1),
                left_on=left_on,
                password_hash=PASSWORD_HASH,
            )
        )
        session.flush()
        session.add_all(PersonRole(person_id=person_id, role=role) for role in roles)
    for person_id, *_rest, manager_id, _roles, _left in _PEOPLE:
        person = session.get(Person, person_id)
        assert person
        person.manager_id = manager_id
    session.add_all(
        [
            PersonMarket(person_id=LIN, market="DE"),
            PersonMarket(person_id=TOM, market="DE"),
            PersonMarket(person_id=CHEN, market="GULF"),
        ]
    )
    session.flush()
