"""Content from YAML: read, put together, check, show.

Law of this room: everything that a trainer writes passes through here and leaves as frozen
values. Only here are yaml and pydantic known. Content is data: no text of a content file is ever
imported, called or evaluated, every size is bounded before it is used, and every fault is a
``Problem`` with its place and its cure, as many in one run as can be found. ``library`` is the
door for the rooms above; it imports the compiling modules only when a file must be read, so
that a cached scenario opens without them.
"""
