"""What a person sees: texts and buttons made from what the services return."""
