"""The map's background: tiles of PDOK, fetched one by one within limits, and kept on the disk for a while."""
