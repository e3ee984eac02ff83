"""What the reader learns from: form, balance and sameness of the rows."""

from collections import Counter

import pytest

from roleplay.understanding.training import rows as coded
from roleplay.understanding.training.pairs import load_pairs, shared_words
from roleplay.understanding.training.rows import RUN, held_out, load, shared_runs, shortfalls

ROWS = load()
FIELDS = load_pairs()


def test_the_coded_turns_are_many_balanced_and_all_different() -> None:
    """Every act often enough, several acts and hard turns enough, no two share eight words."""
    assert len(ROWS) >= 6000
    assert shortfalls(ROWS) == []


def test_what_falls_short_is_said() -> None:
    """A file with too few of an act, and with a run of words twice, is reported by its places."""
    few = [ROWS[0], ROWS[1], ROWS[0].__class__("again:1", "", ROWS[1].turn, ())]
    found = " ".join(shortfalls(few))
    assert "120 wanted" in found
    assert "again:1" in found


def test_rows_are_held_out_by_whole_talks() -> None:
    """A talk is on one side only, and about an eighth is apart."""
    learn, apart = held_out(ROWS)
    assert len(learn) + len(apart) == len(ROWS)
    assert 0.10 < len(apart) / len(ROWS) < 0.15
    assert shared_runs([*learn[:2000], *apart], RUN) == []


def test_a_row_of_the_wrong_form_is_named(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """An unknown act is refused with file and line."""
    (tmp_path / "turns_1.jsonl").write_text('{"buyer": "", "turn": [["Hm.", ["ask_moon"]]]}\n')
    monkeypatch.setattr(coded, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"turns_1\.jsonl:1.*ask_moon"):
        load()


def test_questions_about_subjects_are_many_and_mostly_share_no_word() -> None:
    """Two thousand and more; what is called disjoint is so but for a stem in a hundred."""
    kinds = Counter(kind for field in FIELDS for s in field.subjects for kind, _ in s.asked)
    assert kinds.total() >= 2000
    shared = sum(len(shared_words(s)) for field in FIELDS for s in field.subjects)
    assert shared <= kinds["disjoint"] / 100
    assert sum(len(field.near) for field in FIELDS) >= 300
