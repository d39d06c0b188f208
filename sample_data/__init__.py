"""Sample data of the portal and the script that makes it."""
