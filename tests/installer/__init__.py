"""What people install, and whether it installs."""
