"""Home: what to do next, one's own card, the language, and the pages for what goes wrong."""
