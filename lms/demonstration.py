"""Who can sign in to the demonstration. An invented organisation: names and results in it belong to nobody."""

DEMO_PASSWORD = "attune demonstration"  # noqa: S105 (shown to everybody who runs the demonstration)

DEMO_SIGN_INS = {
    "new agent": "lin@demo.example",
    "trainer": "marta@demo.example",
    "HR": "hui@demo.example",
    "team lead": "tomasz@demo.example",
    "administrator": "ada@demo.example",
}
"""One sign-in per role; the new agent has done nothing yet."""
