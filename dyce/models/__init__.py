"""What rooms are furnished with: makers of household things by what they are, and the model pack."""
