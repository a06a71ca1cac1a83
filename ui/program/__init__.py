"""The program itself: what it is made of, whether it is whole, and newer versions by file."""
