"""Finding cards among all that there are: the search language, the index, columns, completion."""
