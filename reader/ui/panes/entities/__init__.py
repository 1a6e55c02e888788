"""The view of the entities: the list of the register, and a page for each of them."""
