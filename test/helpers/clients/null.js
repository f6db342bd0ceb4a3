// Does nothing and says that all is well.
