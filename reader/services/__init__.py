"""What a person does with a library, one small class or function an action."""
