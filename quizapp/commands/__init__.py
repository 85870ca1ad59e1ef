"""One verb a file: what each command does, parsed by click."""
