"""What goes with a problem: where it ends, how it is mended, and what was said of a file before."""
