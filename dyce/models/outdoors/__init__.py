"""What is seen through the windows."""
