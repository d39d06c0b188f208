"""Pure drawing: symbology, scales, maps and charts as marks in millimetres.

The window paints the marks, documents write them as SVG and the map page takes the
styles, so that screen, map and paper look alike by construction. No Qt, no files.
"""
