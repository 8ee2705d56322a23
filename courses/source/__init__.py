"""Reads the course files into frozen values, and names file, line and remedy for every fault. Pure."""
