"""The Textual app. Nothing else imports textual or rich."""
