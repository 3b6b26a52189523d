"""What governments and regulators did about the defendant."""
