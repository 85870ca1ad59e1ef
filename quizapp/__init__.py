"""Turn an article into questions you can trust, and remember the answers."""

__version__ = "0.1.0"
