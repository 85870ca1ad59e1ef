"""A session line by line on stdin and stdout: for screen readers, pipes, simple terminals."""
