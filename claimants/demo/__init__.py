"""People who do not exist, in the files of two foundations."""
