"""Paper: fonts, pages, and sheets as PDF; the only importer of ReportLab."""
