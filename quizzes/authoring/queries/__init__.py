"""What trainers' pages read."""
