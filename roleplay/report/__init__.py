"""How finished values look: plain text and JSON.

Law of this room: it draws what it is given. It reads no file, judges nothing and decides nothing;
the same value gives the same text at the same width. Every string that a trainee typed or a file
held passes ``clean`` on its way out.
"""
