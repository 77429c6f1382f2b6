"""One module a command: arguments and printing only."""
