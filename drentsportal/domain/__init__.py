"""What the portal knows of sites, requests, matching and the 24-hour clock: pure, no files, no screen."""
