"""What training and use need of a network, whichever it is: the protocol, the parts in training, cells and thresholds."""
