"""What the service knows and decides: pure, synchronous, without I/O or framework types."""
