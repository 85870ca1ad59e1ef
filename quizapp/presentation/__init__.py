"""What is said and what can be done, as text and data, for every front end."""
