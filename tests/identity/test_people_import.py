"""Importing people: look first, write only what was confirmed, one bad row never sinks the file."""

import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.identity.import_file import UnreadableFile, read_people_file
from lms.identity.models import Person, PersonRole
from tests.cast import ADA, HUI, LIN, SOFIA, TOM
from tests.conftest import SignIn

GOOD = "Employee number,Full name,E-mail,Unit,Manager,Hire date,Roles,Languages\n"


def upload(client: FlaskClient, content: bytes | str, name: str = "people.csv") -> str:
    """Sends a file and returns the page it leads to."""
    data = content.encode() if isinstance(content, str) else content
    answer = client.post(
        "/people-imports/new", data={"file": (io.BytesIO(data), name)}, follow_redirects=True
    )
    return answer.text


def confirm(client: FlaskClient, page: str) -> str:
    found = re.search(r'action="(/people-imports/\d+/apply)"', page)
    assert found, page
    return client.post(found[1], follow_redirects=True).text


def person(session: Session, number: str) -> Person | None:
    session.expire_all()
    found = session.scalar(select(Person).where(Person.employee_number == number))
    session.rollback()
    return found


def test_nothing_is_written_until_it_is_confirmed(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(HUI)
    page = upload(hr, GOOD + "N1,Asha,asha@example.com,service-asia,E004,2026-11-02,agent,en B2; hi C2\n")
    assert "Nothing has been changed yet" in page
    assert person(session, "N1") is None
    confirm(hr, page)
    asha = person(session, "N1")
    assert asha
    assert (asha.full_name, asha.unit_id, asha.manager_id, asha.hired_on) == (
        "Asha",
        3,
        TOM,
        date(2026, 11, 2),
    )
    assert session.scalars(select(PersonRole.role).where(PersonRole.person_id == asha.id)).all() == ["agent"]


def test_one_bad_row_never_sinks_the_file(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(HUI)
    page = upload(
        hr, GOOD + "N1,Good One,,,,,,\nN2,,,,,,,\nN3,Bad Date,,,,03/04/2026,,\nN4,Bad Unit,,Nowhere,,,,\n"
    )
    assert "This is needed. Fill it in." in page
    assert "Write the date with the year first" in page
    assert "There is no such unit" in page
    confirm(hr, page)
    assert person(session, "N1")
    assert [person(session, number) for number in ("N2", "N3", "N4")] == [None, None, None]


def test_the_same_file_again_makes_no_doubles(sign_in: SignIn, session: Session) -> None:
    hr, file = sign_in(HUI), GOOD + "N1,Asha,asha@example.com,,,,agent,\n"
    confirm(hr, upload(hr, file))
    assert "There is nothing to write" in upload(hr, file)


def test_confirming_twice_is_one_import(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(HUI)
    page = upload(hr, GOOD + "N1,Asha,,,,,,\n")
    first, second = confirm(hr, page), confirm(hr, page)
    assert "The import is done" in first
    assert "Applied on" in second
    assert "The import is done" not in second


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_files_of_every_usual_encoding(sign_in: SignIn, session: Session, encoding: str) -> None:
    hr = sign_in(HUI)
    text = "工号;姓名;部门;主管工号;入职日期\nN9;欧阳 明;亚洲客服;E004;2026年3月4日\n"
    confirm(hr, upload(hr, text.encode(encoding)))
    found = person(session, "N9")
    assert found
    assert (found.full_name, found.unit_id, found.hired_on) == ("欧阳 明", 3, date(2026, 3, 4))


def test_a_spreadsheet_with_typed_cells(sign_in: SignIn, session: Session) -> None:
    book = Workbook()
    assert book.active
    book.active.append(["工号", "姓名", "Hire date", "Shoe size"])
    book.active.append([10077, "Single", date(2026, 5, 1), 41])
    file = io.BytesIO()
    book.save(file)
    hr = sign_in(HUI)
    page = upload(hr, file.getvalue(), "people.xlsx")
    assert "Shoe size" in page  # a column nobody understands is named, not dropped silently
    confirm(hr, page)
    found = person(session, "10077")
    assert found
    assert found.hired_on == date(2026, 5, 1)


def test_empty_keeps_and_a_hyphen_empties(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(HUI)
    confirm(hr, upload(hr, "Employee number,Preferred name,E-mail,Full name\nE001,-,,林小晓\n"))
    lin = person(session, "E001")
    assert lin
    assert (lin.preferred_name, lin.email, lin.full_name) == (None, "lin@example.com", "林小晓")


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("N1,A,a@example.com,,,,,\nN1,B,,,,,,\n", "stands in the file twice"),
        ("N1,A,lin@example.com,,,,,\n", "Somebody else has this e-mail address"),
        ("N1,A,x@example.com,,,,,\nN2,B,x@example.com,,,,,\n", "e-mail address stands in the file twice"),
        ("N1,A,,,N1,,,\n", "Nobody reports to themselves"),
        ("N1,A,,,N404,,,\n", "Nobody has this employee number"),
        ("E004,,,,E001,,,\n", "reports to this person"),
        ("N1,A,,,,,administrator,\n", "You cannot give or take this role"),
        ("N1,A,,,,,emperor,\n", "Use agent, trainer, HR or administrator"),
        ("N1,A,,,,,,en fluent\n", "Write a language code and a level"),
        ("N1,A,not-an-address,,,,,\n", "This is not an e-mail address"),
        (
            "E001,,new@example.com,,NOPE,,,\nE002,,lin@example.com,,,,,\n",
            "Somebody else has this e-mail address",
        ),
        ("HR/12,A,,,,,,\n", "beginning with a letter or digit"),
        ("new,A,,,,,,\n", "beginning with a letter or digit"),
        ("N1,A,,,,,,zh-aaaaaaaa-bbbbbbbb-cc B2\n", "Write a language code and a level"),
        ("E006,Other,,,,,,\n", "a role you cannot give"),
    ],
)
def test_each_fault_is_named_with_its_remedy(sign_in: SignIn, rows: str, complaint: str) -> None:
    page = upload(sign_in(HUI), GOOD + rows)
    assert complaint in page
    assert "Refused" in page


def test_managers_may_stand_below_their_people_and_a_refused_one_takes_the_line_along(
    sign_in: SignIn, session: Session
) -> None:
    hr = sign_in(HUI)
    confirm(
        hr, upload(hr, GOOD + "N1,Below,,,N2,,,\nN2,Above,,,,,,\nN3,Orphan,,,N4,,,\nN4,Bad,,Nowhere,,,,\n")
    )
    below, above = person(session, "N1"), person(session, "N2")
    assert below
    assert above
    assert below.manager_id == above.id
    assert person(session, "N3") is None


def test_an_administrator_may_give_every_role(sign_in: SignIn, session: Session) -> None:
    admin = sign_in(ADA)
    confirm(admin, upload(admin, GOOD + "N1,New HR,,,,,hr,\n"))
    assert person(session, "N1")


def test_somebody_new_without_a_role_becomes_an_agent(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(HUI)
    confirm(hr, upload(hr, "Employee number,Full name\nN1,Asha\nE003,Sofia\n"))
    roles = select(PersonRole.role).join(Person).where(Person.employee_number.in_(["N1", "E003"]))
    assert session.scalars(roles.order_by(Person.employee_number)).all() == ["trainer", "agent"]


def test_units_that_are_missing_are_named_once_and_looked_for_again(sign_in: SignIn) -> None:
    hr = sign_in(HUI)
    file = "Employee number,Full name,Unit\nN1,A,Night\nN2,B,Night\nN3,C,Office\n"
    page = upload(hr, file)
    assert "Units that are not there yet: Night<" in page
    hr.post("/units/new", data={"key": "night", "name_en": "Night", "parent": 1})
    found = re.search(r"/people-imports/\d+", page)
    assert found
    again = hr.get(found[0]).text
    assert "not there yet" not in again
    assert "Apply 3 rows" in again


def test_a_long_file_is_shown_in_pages_refused_rows_first(sign_in: SignIn) -> None:
    hr = sign_in(HUI)
    rows = "".join(f"N{number:03},Name {number}\n" for number in range(120))
    page = upload(hr, "Employee number,Full name\n" + rows + "N999,\n")
    assert "1 to 100 of 121" in page
    assert "N999" in page
    found = re.search(r'href="(/people-imports/\d+\?page=2)"', page)
    assert found
    assert "N119" in hr.get(found[1]).text


def test_somebody_elses_upload_is_not_to_be_seen(sign_in: SignIn) -> None:
    page = upload(sign_in(HUI), GOOD + "N1,Asha,,,,,,\n")
    found = re.search(r'action="(/people-imports/\d+)/apply"', page)
    assert found
    assert sign_in(ADA).get(found[1]).status_code == 404
    assert sign_in(SOFIA).get(found[1]).status_code == 403
    assert sign_in(LIN).post(found[1] + "/apply").status_code == 403


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0old", "old_excel"),
        (b"PK\x03\x04broken", "not_a_table"),
        (b"name\nx\n", "no_employee_number"),
        (b"\x80\x81\xff\xff\xff", "encoding"),
        ("工号,工号\n1,2\n".encode(), "heading_twice"),
    ],
)
def test_a_wrong_file_is_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_people_file("people.csv", content)
    assert refused.value.code == code


def test_a_wrong_file_is_explained_on_the_page(sign_in: SignIn) -> None:
    assert "Employee number (工号)" in upload(sign_in(HUI), "name\nx\n")
