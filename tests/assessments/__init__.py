"""Tests of the quarter."""
