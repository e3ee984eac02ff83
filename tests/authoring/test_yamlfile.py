"""Files from strangers: what is refused, where, and how fast."""

import os
import time
from pathlib import Path

import pytest

from roleplay.authoring.nodes import LITERAL, Mapping, Scalar, Sequence, at, text_at
from roleplay.authoring.yamlfile import BIGGEST, parse, read
from roleplay.errors import Place

ATTACKS = {
    "nested-too-deep": [
        b"a: " + b"[" * 200_000,
        b"a: " + b"{a: " * 100_000,
        b"- " * 300_000,
        b"".join(b" " * i + b"a:\n" for i in range(300)),
    ],
    "alias": [b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", b"a: &a {b: *a}\n"],
    "tag": [b"a: !!python/object/apply:os.system [ls]\n", b"a: !thing b\n"],
    "merge-key": [b"a:\n  <<: {b: c}\n"],
    "repeated-key": [b"a: 1\nb: 2\na: 3\n"],
    "several-documents": [b"a: 1\n---\nb: 2\n"],
    "directive": [b"%YAML 1.1\n---\na: 1\n"],
    "control-character": [
        b"a: \x1b[2J\n",
        b'a: "\\x1b[2J"\n',
        b'a: "\\u202e"\n',
        b"a: \x00\n",
        "a: b\u2028c\n".encode(),
        "a: \u202eb\n".encode(),
    ],
    "too-many-parts": [b"".join(b"k%d: v\n" % i for i in range(60_000)), b"- x\n" * 200_000],
    "file-too-big": [b"a: " + b"x" * 10_000_000],
    "not-utf8": [b"a: \xff\xfe\n"],
    "yaml-syntax": [
        b"a:\n\tb: c\n",
        b"a: b: c\n",
        b'a: "open\n',
        b"a: [b\n",
        b"a" * 500_000 + b": 1",
    ],
    "empty-file": [b"", b"# only a remark\n"],
    "not-a-mapping": [b"- a\n- b\n", b"just words\n"],
    "bad-key": [b"? [a]\n: b\n", b"'': b\n"],
}


@pytest.mark.parametrize(
    ("code", "data"), [(code, data) for code, all_data in ATTACKS.items() for data in all_data]
)
def test_an_attack_is_refused_at_its_place_with_a_cure_in_under_a_second(
    code: str, data: bytes
) -> None:
    """Every hostile or broken file gives its problem, a place, a cure, and costs no time."""
    began = time.perf_counter()
    found = parse(data, "evil.yaml").problems
    assert time.perf_counter() - began < 1
    problem = next(problem for problem in found if problem.code == code)
    assert problem.place.file == "evil.yaml"
    assert problem.place.line >= 1
    assert problem.place.column >= 1
    assert problem.help


def test_nesting_is_refused_where_it_passes_the_limit() -> None:
    """The 41st bracket is the one that is named."""
    problem = parse(b"[" * 200_000, "f.yaml").problems[0]
    assert problem.place == Place("f.yaml", 1, 41)


def test_forty_levels_are_read() -> None:
    """The limit itself is allowed."""
    parsed = parse(b"a: " + b"[" * 39 + b"x" + b"]" * 39, "f.yaml")
    assert parsed.problems == ()


def test_all_faults_of_form_are_told_in_one_run() -> None:
    """A repeated key does not hide the anchor, the tag and the merge key after it."""
    text = b"a: 1\na: 2\nb: &x 1\nc: !t 1\nd: {<<: {e: f}}\n"
    found = [problem.code for problem in parse(text, "f.yaml").problems]
    assert found == ["repeated-key", "anchor", "tag", "merge-key"]


def test_an_endless_list_of_faults_is_cut() -> None:
    """A file of nothing but repeated keys is told of fifty times at most."""
    assert len(parse(b"a: 1\n" * 5_000, "f.yaml").problems) == 50


def test_a_repeated_key_names_the_line_of_the_first() -> None:
    """Both places are told, and the first value stays."""
    parsed = parse(b"a: 1\nb: 2\na: 3\n", "f.yaml")
    assert parsed.problems[0].place == Place("f.yaml", 3, 1)
    assert "first in line 1" in parsed.problems[0].message
    assert text_at(parsed.node, "a") == "1"


@pytest.mark.parametrize("word", ["no", "on", "yes", "12:30", "0123", "1.10", "2024-01-01", "~"])
def test_scalars_stay_text(word: str) -> None:
    """Nothing is resolved: YAML's own words and numbers are what the author wrote."""
    node = parse(f"a: {word}\n{word}: b\n".encode(), "f.yaml").node
    assert text_at(node, "a") == word
    assert text_at(node, word) == "b"


def test_places_and_styles_are_kept() -> None:
    """Each value knows where it stands, how it was written and where its text begins."""
    node = parse(b"a: b\nc:\n  d: |\n    one\n\n    two\n  e: 'q'\n  f: [x, y]\n", "f.yaml").node
    plain, block, quoted = at(node, "a"), at(node, "c", "d"), at(node, "c", "e")
    assert isinstance(plain, Scalar)
    assert isinstance(block, Scalar)
    assert isinstance(quoted, Scalar)
    assert (plain.place, plain.body) == (Place("f.yaml", 1, 4), Place("f.yaml", 1, 4))
    assert block.style == LITERAL
    assert block.at(line=3, column=2) == Place("f.yaml", 6, 6)
    assert quoted.body == Place("f.yaml", 7, 7)
    listed = at(node, "c", "f")
    assert isinstance(listed, Sequence)
    assert listed.items[1].place == Place("f.yaml", 8, 10)
    assert isinstance(node, Mapping)
    assert node.key_place("c") == Place("f.yaml", 2, 1)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    """A file from another system reads the same, at the same lines."""
    node = parse(b"\xef\xbb\xbfa: b\r\nc: d\r\n", "f.yaml").node
    assert isinstance(node, Mapping)
    assert (text_at(node, "c"), node.key_place("c").line) == ("d", 2)


def test_a_control_character_is_told_with_its_place() -> None:
    """Line and column of the escape code itself."""
    problem = parse(b"a: b\nc: x\x1b[31m\n", "f.yaml").problems[0]
    assert problem.place == Place("f.yaml", 2, 5)
    assert "U+001B" in problem.message


def test_a_message_never_repeats_a_control_character() -> None:
    """What is refused does not reach the terminal through its own problem."""
    for data in (b"a: \x1b[2J\n", b'a: "\\x1b[2J"\n', b"a: !\x1b b\n"):
        assert "\x1b" not in "".join(map(str, parse(data, "f.yaml").problems))


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    """A sparse file of a gigabyte is refused at once."""
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(2**30)
    began = time.perf_counter()
    parsed = read(path, "big.yaml")
    assert time.perf_counter() - began < 1
    assert parsed.problems[0].code == "file-too-big"


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    """One mebibyte is allowed."""
    path = tmp_path / "full.yaml"
    path.write_bytes(b"a: |\n" + b"  x\n" * ((BIGGEST - 5) // 4))
    assert read(path, "full.yaml").problems == ()


def test_only_ordinary_files_are_read(tmp_path: Path) -> None:
    """A pipe does not hang the program; a folder and a missing file are told of."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "none.yaml"):
        assert [p.code for p in read(path, "f.yaml").problems] == ["file-unreadable"]
