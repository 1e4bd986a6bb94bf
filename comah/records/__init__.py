"""Disk to model and back."""
