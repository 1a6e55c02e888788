"""What asks or tells something in a window of its own."""
