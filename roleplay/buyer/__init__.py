"""Who the buyer is and how the buyer reacts.

Law of this room: pure. ``react`` takes values and returns values; no files, no clock, no
randomness but a hash of seed and line. It knows no persona by name: everything particular
comes in as a ``Persona``. Only ``machine`` touches transitions, only ``lines`` touches jinja2.
"""
