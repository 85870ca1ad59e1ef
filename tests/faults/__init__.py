"""Faults made on purpose, in real processes."""
