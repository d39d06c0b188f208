"""What the portal knows about sites, requests, matching and the 24-hour clock: pure, no files, no clock, no screen."""
