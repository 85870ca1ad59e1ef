"""From an article to draft decks, step by step, for the command and the app."""
