"""What the exchange page is made of: its road, lists, dialogs, and the way files come in."""
