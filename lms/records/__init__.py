"""The append-only ledger of what happened, and the standing folded from it."""
