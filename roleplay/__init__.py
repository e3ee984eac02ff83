"""Role-play training for people who sell: scripted buyers, free text, scored technique.

The rooms of this package, from the bottom up, are ``errors``, ``acts``, ``heard``,
``understanding`` and ``buyer``, ``scenario``, ``conversation``, ``coach``, then ``authoring``,
``store`` and ``report``, and ``cli`` on top. A room imports only rooms below it.
"""

__version__ = "0.1.0"
