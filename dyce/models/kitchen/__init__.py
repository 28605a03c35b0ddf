"""What a kitchen is fitted with, and what one cooks and washes up with."""
