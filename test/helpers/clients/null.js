// Does nothing and exits with 0.
