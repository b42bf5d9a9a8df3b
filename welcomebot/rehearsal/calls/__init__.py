"""What each simulated method does, by name."""

from welcomebot.rehearsal.calls import chats, editing, files, profile, receiving, sending, topics
from welcomebot.rehearsal.calls.registry import Method

SIMULATED: dict[str, Method] = sending.METHODS | editing.METHODS | files.METHODS | profile.METHODS | receiving.METHODS | chats.METHODS | topics.METHODS
