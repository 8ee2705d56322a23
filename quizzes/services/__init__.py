"""What changes attempts: starting, answering, submitting."""
