"""One play: turns, transcript, outcome, resume and replay.

Law of this room: a conversation is an append-only list of records, and what it is now follows
from them. It reads (through ``understanding``) and it reacts (through ``buyer``); it judges
nothing. The only writing is ``transcript``'s, one record a line.
"""
