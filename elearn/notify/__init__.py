"""Messages to people: e-mail and SMS."""
