"""The whole application, tested as its users meet it."""
