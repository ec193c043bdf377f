"""The demonstration: the whole job on a customer file, in the order a user would."""
