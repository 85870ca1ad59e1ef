"""What an instructor writes: the model, the strict reader, the checks, the library."""
