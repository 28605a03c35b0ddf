"""What a network is given: objects of annotations, their pictures, windows and boxes."""
