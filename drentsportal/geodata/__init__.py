"""Reads files of sites and gemeenten from elsewhere, checks them and makes deliveries of them.

``source_gate`` decides whether a file may be looked at, ``source`` is the only door to GDAL, ``mapping`` says
what the columns mean, and ``reader.GeoSiteReader`` puts the steps in order. Nothing here stores anything.
"""
