"""What is wrong with a field, in the reader's words: what happened and what to do."""

from flask_babel import lazy_gettext as _l

FIELD_NAMES = {
    "employee_number": _l("Employee number"),
    "full_name": _l("Full name"),
    "preferred_name": _l("Preferred name"),
    "email": _l("E-mail"),
    "unit": _l("Unit"),
    "manager": _l("Manager's employee number"),
    "hired_on": _l("Hire date"),
    "left_on": _l("Leaving date"),
    "locale": _l("Interface language"),
    "time_zone": _l("Time zone"),
    "roles": _l("Roles"),
    "markets": _l("Markets"),
    "languages": _l("Working languages"),
}

ROLE_LABELS = {
    "agent": _l("Agent"),
    "trainer": _l("Trainer"),
    "hr": _l("HR"),
    "team_lead": _l("Team lead"),
    "administrator": _l("Administrator"),
}

FAULTS = {
    "required": _l("This is needed. Fill it in."),
    "not_a_number": _l("Use letters, digits, dots and hyphens, beginning with a letter or digit."),
    "not_yours_to_change": _l(
        "This person holds a role you cannot give. Ask an administrator to change them."
    ),
    "last_administrator": _l("This is the last administrator. Make somebody else one first."),
    "too_long": _l("This is too long. Shorten it."),
    "control_characters": _l("This holds invisible control characters. Type it again."),
    "not_an_address": _l("This is not an e-mail address. It looks like name@company.com."),
    "not_a_date": _l("Write the date with the year first, for example 2026-03-04."),
    "no_such_day": _l("There is no such day. Check the month and the day."),
    "left_before_hired": _l("The leaving date is before the hire date. Check both."),
    "unknown_locale": _l("Use English or 中文."),
    "unknown_time_zone": _l("Use a named zone such as Asia/Shanghai."),
    "unknown_role": _l("Use agent, trainer, HR or administrator. Team lead follows from the reporting line."),
    "role_not_yours_to_give": _l("You cannot give or take this role. Ask an administrator."),
    "not_a_market": _l("Use market codes such as DE or GULF, separated by commas."),
    "not_a_language_level": _l("Write a language code and a level, for example: en B2, ja C1."),
    "unknown_unit": _l("There is no such unit. Check the name, or add the unit first."),
    "unknown_manager": _l("Nobody has this employee number. Check it, or add the manager first."),
    "own_manager": _l("Nobody reports to themselves. Give another number, or leave it empty."),
    "circular": _l("The manager reports to this person, directly or indirectly. Check the reporting line."),
    "number_taken": _l("Somebody else has this employee number."),
    "email_taken": _l("Somebody else has this e-mail address."),
    "twice_in_file": _l("This employee number stands in the file twice. Keep one of the rows."),
    "email_twice_in_file": _l("This e-mail address stands in the file twice. Correct one of the rows."),
}

VERDICTS = {
    "new": _l("New"),
    "changed": _l("Changed"),
    "unchanged": _l("Unchanged"),
    "refused": _l("Refused"),
}
