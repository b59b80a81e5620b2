"""Modules leave and arrive: our own archive, Common Cartridge, GIFT, SCORM and printed booklets."""
