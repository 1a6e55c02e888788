"""The feeds that a person has subscribed to: seen by folder, added, changed, let go."""
