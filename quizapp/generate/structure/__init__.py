"""A pasted text taken apart: headline, dates, story, and what is no part of it."""
