"""Pages of people: signing in and one's account; the people themselves."""
