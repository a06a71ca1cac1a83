"""From margins to assignments: plan, frame, draw, quota cells."""
