"""The staff site: unfold, its side bar by work, and the second factor."""


UNFOLD = {"SITE_TITLE": "Achterban", "SITE_HEADER": "Achterban"}
