"""The pages of somebody who signed in, one module per subject. Whatever is not theirs is not there."""
