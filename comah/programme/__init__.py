"""Dates for the exercises of several years, chosen together: what is best, and how it is known to be."""
