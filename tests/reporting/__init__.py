"""Tests of rates, tables, records and exports."""
