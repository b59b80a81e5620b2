"""What one viewer sees of a room, and how a commit changes it. Nothing hidden leaves through here."""
