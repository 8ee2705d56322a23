"""The people of the demonstration: a small service centre that serves five markets."""

from datetime import timedelta

from sqlalchemy.orm import Session

from lms.clock import now
from lms.demonstration import DEMO_PASSWORD
from lms.identity.models import Person, PersonLanguage, PersonMarket, PersonRole, Unit
from lms.identity.passwords import hash_password

_UNITS = {
    "company": ({"en": "Meridian Trading", "zh_Hans": "子午线贸易"}, None),
    "office": ({"en": "Head office", "zh_Hans": "总部"}, "company"),
    "service": ({"en": "Customer service", "zh_Hans": "客户服务部"}, "company"),
    "service-europe": ({"en": "Customer service, Europe", "zh_Hans": "欧洲客服组"}, "service"),
    "service-gulf": ({"en": "Customer service, Gulf and Asia", "zh_Hans": "海湾与亚洲客服组"}, "service"),
}

# mail name, full name, preferred name, locale, unit, manager, roles, markets, languages
_STAFF = [
    ("ada", "Ada Nwosu", None, None, "office", None, ["administrator"], [], {}),
    ("hui", "王慧", "王慧", None, "office", None, ["hr"], [], {"zh": "C2", "en": "B2"}),
    ("marta", "Marta Silva", "Marta", None, "office", None, ["trainer"], [], {"en": "C1", "pt": "C2"}),
    ("tomasz", "Tomasz Zieliński", "Tomasz", None, "service-europe", None, ["agent"], ["DE"], {"en": "C1", "de": "C1"}),
    ("yasmin", "Yasmin Haddad", "Yasmin", None, "service-gulf", None, ["agent"], ["GULF"], {"ar": "C2", "en": "C1"}),
    ("lin", "林晓", "小林", None, "service-europe", "tomasz", ["agent"], ["DE"], {"zh": "C2", "en": "B2"}),
    ("chen", "陈思远", "思远", "zh_Hans", "service-europe", "tomasz", ["agent"], ["DE"], {"zh": "C2", "de": "B1"}),
    ("zhao", "赵雨桐", "雨桐", "zh_Hans", "service-europe", "tomasz", ["agent"], ["DE"], {"zh": "C2", "en": "B2"}),
    ("jonas", "Jonas Brandt", "Jonas", None, "service-europe", "tomasz", ["agent"], ["DE"], {"de": "C2", "en": "B2"}),
    ("sunisa", "Sunisa", None, None, "service-europe", "tomasz", ["agent"], ["DE"], {"th": "C2", "en": "B2"}),
    ("wang", "王子轩", "子轩", "zh_Hans", "service-europe", "tomasz", ["agent"], ["DE"], {"zh": "C2", "en": "B1"}),
    ("elif", "Elif Demir", "Elif", None, "service-europe", "tomasz", ["agent"], ["DE"], {"tr": "C2", "de": "C1"}),
    ("liu", "刘洋", "刘洋", "zh_Hans", "service-gulf", "yasmin", ["agent"], ["GULF"], {"zh": "C2", "en": "B2"}),
    ("omar", "Omar Idris", "Omar", None, "service-gulf", "yasmin", ["agent"], ["GULF"], {"ar": "C2", "en": "B2"}),
    ("huang", "黄梓涵", "梓涵", "zh_Hans", "service-gulf", "yasmin", ["agent"], ["GULF"], {"zh": "C2", "en": "B2"}),
    ("priya", "Priya Raman", "Priya", None, "service-gulf", "yasmin", ["agent"], ["GULF"], {"ta": "C2", "en": "C1"}),
    ("sun", "孙嘉怡", "嘉怡", "zh_Hans", "service-gulf", "yasmin", ["agent"], ["GULF"], {"zh": "C2", "ar": "B1"}),
    ("nurul", "Nurul Aisyah", "Nurul", None, "service-gulf", "yasmin", ["agent"], ["GULF"], {"ms": "C2", "en": "B2"}),
]  # fmt: skip


def load_demo(session: Session) -> None:
    """Adds units, people, roles, markets and languages. The password is hashed once: all share it."""
    units: dict[str, Unit] = {}
    for key, (name, parent) in _UNITS.items():
        units[key] = Unit(key=key, name=name, parent_id=units[parent].id if parent else None)
        session.add(units[key])
        session.flush()
    password_hash = hash_password(DEMO_PASSWORD)
    people: dict[str, Person] = {}
    for number, (mail, full, preferred, locale, unit, manager, roles, markets, languages) in enumerate(
        _STAFF, 1001
    ):
        days = 20 if mail == "lin" else 200 + 37 * (number % 17)
        person = people[mail] = Person(
            employee_number=str(number),
            email=f"{mail}@demo.example",
            full_name=full,
            preferred_name=preferred,
            locale=locale,
            unit_id=units[unit].id,
            manager_id=people[manager].id if manager else None,
            hired_on=(now() - timedelta(days=days)).date(),
            password_hash=password_hash,
        )
        session.add(person)
        session.flush()
        session.add_all(PersonRole(person_id=person.id, role=role) for role in roles)
        session.add_all(PersonMarket(person_id=person.id, market=market) for market in markets)
        session.add_all(
            PersonLanguage(person_id=person.id, language=language, level=level)
            for language, level in languages.items()
        )
    session.flush()
