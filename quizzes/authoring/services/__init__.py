"""What trainers' pages write."""
