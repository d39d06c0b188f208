"""Reads services of the web, WFS 2.0 and OGC API Features, into a file that the reader of files can read.

``fetcher.ServiceFetcher`` starts ``child`` in a process of its own, watches it and ends it; everything else
here runs in that process. ``web_client`` is the only way to the network.
"""
