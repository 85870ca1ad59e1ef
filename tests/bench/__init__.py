"""Figures, one line each. Not part of the test run."""
