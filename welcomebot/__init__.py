"""The Welcome Office of Kokkola in Telegram."""
