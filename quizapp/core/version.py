"""Of the program: in `--version`, and on what it keeps that another version may read otherwise."""

__version__ = "0.1.0"
