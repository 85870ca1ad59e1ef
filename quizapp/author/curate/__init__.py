"""Going through drafts: what is shown of each, what is decided, and how that is kept."""
