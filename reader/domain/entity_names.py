"""How the names of entities are compared: what a mention and a name have in common where they mean the same."""

from reader.domain.folding import folded


def name_key(name: str) -> str:
    """What two names share that are the same name: stored beside each name and alias, so that they are found by it."""
    return " ".join(folded(name).split())
