"""The sections of the details: parts of the form that show one side of the current annotation."""
