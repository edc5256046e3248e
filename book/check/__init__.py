"""Look at finished books, never with the library that made them."""
