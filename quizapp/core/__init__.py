"""What everything stands on: text, days, numbers, words, errors, settings, folders."""
