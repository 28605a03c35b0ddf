"""What one sits on, sits at and keeps things in."""
