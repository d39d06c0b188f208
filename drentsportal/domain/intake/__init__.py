"""What comes in before there is a case: messages, and what can be recognised in them."""
