"""The commands: one file per family, the play screen and the line protocol.

Law of this room: nothing is decided here that another room could decide. Commands fetch content
through ``authoring``, attempts through ``store``, judgements through ``coach`` and print what
``report`` draws. ``--version`` and ``--help`` load none of them: every heavy import stands inside
the function that needs it. Data goes to stdout, messages to stderr.
"""
