"""From a news article to draft decks: an article, the facts that it proves, cards, gates."""
