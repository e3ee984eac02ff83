"""Scripted sellers: fixed ways of selling, played against every scenario.

Law of this room: a scripted seller sees what a trainee sees and says readings, not words; it knows
no scenario by name. What it shows is whether a way of selling wins where it should not.
"""
