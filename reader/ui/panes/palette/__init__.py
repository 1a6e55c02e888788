"""The palette: labels and entities found by their names."""
