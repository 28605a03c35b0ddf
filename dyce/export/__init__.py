"""From records to the files that training code reads."""
