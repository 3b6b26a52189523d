"""Two people write at the same moment: opt-outs against everything that can meet them (G9)."""
