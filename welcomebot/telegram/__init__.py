"""Telegram at the edge: receiving, handling and sending."""
