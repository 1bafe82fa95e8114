"""Speed as ratios: each measures ours and a bare counterpart in one run, so that the machine cancels out."""
