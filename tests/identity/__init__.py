"""People, sign-in and permissions."""
