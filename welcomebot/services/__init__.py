"""Use cases, one verb phrase a module; `ports` says what they need from storage, search and messaging."""
