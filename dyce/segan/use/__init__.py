"""Trained networks at work: objects of any photograph, completed."""
