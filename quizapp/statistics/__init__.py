"""Figures from progress."""
