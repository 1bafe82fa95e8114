"""Files as nobody would write them, through the program's readers: a sentence or a report, never a crash."""
