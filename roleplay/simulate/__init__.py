"""Scripted sellers: fixed ways of selling, played against every scenario, and what that shows.

Law of this room: a scripted seller sees what a trainee sees; it knows no scenario, state, meter or
fact by name. What it shows is whether a way of selling wins where it should not, and whether the
score tells good selling from the rest. Recipes say readings, sellers say words.
"""
