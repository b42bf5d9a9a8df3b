"""The bot's own texts in six languages."""
