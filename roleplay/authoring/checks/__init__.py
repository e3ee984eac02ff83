"""One file per problem that loading does not find: content that plays, but not as it should.

Each module has ``CODE`` (the fault's name, never the cure's), ``TITLE``, a docstring that is the
page ``roleplay explain`` prints, and ``find(content)``, which yields Problems. ``catalogue``
collects them. A check sees sound content only, and never changes it.
"""
