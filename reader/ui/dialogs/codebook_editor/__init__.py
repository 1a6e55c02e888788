"""The editor of the codebook: `dialog.CodebookEditor`; every change is saved as it is made."""
