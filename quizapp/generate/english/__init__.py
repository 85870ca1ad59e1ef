"""The offline reader of English: spaCy's parse, and rules that read facts from it."""
