"""Small windows that ask one thing: passphrase, settings, a new survey, a question."""
