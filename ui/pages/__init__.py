"""One page per step of the road; each reads records from one room and offers its actions."""
