"""One question type a file: what an author writes, what it asks, how it is graded."""
