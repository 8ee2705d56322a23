"""One module per question type, and the register of types."""
