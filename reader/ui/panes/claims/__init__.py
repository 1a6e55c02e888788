"""The claims ledger: its rows, and beside them all that is known of one claim."""
