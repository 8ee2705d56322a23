"""What is read of the bank and of attempts."""
