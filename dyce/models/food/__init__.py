"""What one eats and drinks, and what it is kept in."""
