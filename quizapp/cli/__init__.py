"""The command line: the click group, and one verb a file."""
