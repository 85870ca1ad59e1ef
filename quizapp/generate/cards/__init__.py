"""Templates: from facts to draft cards, a family of facts a file."""
