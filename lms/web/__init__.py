"""What every page shares: the session, security headers, static files, errors, language, paging."""
