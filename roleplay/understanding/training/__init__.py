"""Coded seller turns and the program that learns the reader's weights from them.

Not shipped in the wheel. Each ``turns_*.jsonl`` holds one seller turn a line: the buyer's words
before it, the turn in clauses, and the acts of each (see ``acts``). ``make reader`` runs
``python -m roleplay.understanding.training.train``.
"""
