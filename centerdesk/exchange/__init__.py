"""Files between the centre and others: their formats and signatures; no tables."""
