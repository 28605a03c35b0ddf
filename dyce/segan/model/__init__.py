"""What training and use need of a network, whichever it is: the protocol, the registry, the parts in training."""
