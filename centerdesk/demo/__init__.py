"""The sample centre: invented children and staff, two years of believable records up to a day."""

from centerdesk.demo.making import DIRECTOR, MARKER, NAME, PASSWORD, made_for, make, remake

__all__ = ["DIRECTOR", "MARKER", "NAME", "PASSWORD", "made_for", "make", "remake"]
