"""A strict simulated Bot API and a chat page: the bot without a Telegram account."""
