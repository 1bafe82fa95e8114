"""The monthly return: facts, indicators, rules, locking."""
