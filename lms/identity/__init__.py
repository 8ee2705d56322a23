"""People, roles, organisation units, reporting lines, sign-in and permissions."""
