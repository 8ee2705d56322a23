"""Tests of the ledger and the standing folded from it."""
