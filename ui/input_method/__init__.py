"""Typing Chinese: which input method Qt takes, what is unfinished, and fcitx 4, which Qt lacks."""
