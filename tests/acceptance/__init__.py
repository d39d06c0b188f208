"""Acceptance stories in Dutch, told as they stand in the policy documents and run through services."""
