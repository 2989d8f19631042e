"""What is asserted: one small module per kind of claim, over a shared grammar."""
