"""Makes what people install: a Debian package, a Windows setup, a wheel and a bill of materials.

``build_installer.py`` in the root is the entry; nothing of this travels with the program.
"""
