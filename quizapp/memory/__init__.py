"""How memory grows and fades."""
