"""The command line: it alone prints, exits and reads the clock."""
