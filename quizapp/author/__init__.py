"""What an instructor does with decks, besides writing them."""
