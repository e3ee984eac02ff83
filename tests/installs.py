"""Wheel, wheel from the sdist and editable install all find the bundled content, from any folder.

``python -m tests.installs``: builds, installs each into an environment of its own, and plays a
line there. Not a pytest module, since it makes four environments.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path, home: Path, typed: str = "") -> str:
    """Run a command in a bare environment; its output. Raises CalledProcessError."""
    kept = {k: v for k, v in os.environ.items() if k.startswith(("PATH", "PIP_", "SSL", "REQ"))}
    env = {**kept, "HOME": str(home), "ROLEPLAY_HOME": str(home / "roleplay")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        input=typed,
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command} failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def installed(name: str, what: list[str], folder: Path) -> None:
    """Install into a new environment and play from a folder far away."""
    place = folder / name
    venv.create(place, with_pip=True)
    home = folder / f"{name}-home"
    home.mkdir()
    binary = place / "bin"
    run(binary / "pip", "install", "--quiet", *what, cwd=folder, home=home)
    roleplay = binary / "roleplay"
    listed = run(roleplay, "scenarios", "--json", cwd=home, home=home)
    assert '"scenarios"' in listed, listed
    first = listed.split('"id": "')[1].split('"')[0]
    said = run(roleplay, "play", first, cwd=Path("/"), home=home, typed="Good morning.\n")
    assert said.count(":") >= 2, said
    run(roleplay, "check", cwd=home, home=home)
    print(f"{name}: plays from /")


def main() -> None:
    """Build and try all three."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        dist = folder / "dist"
        # ``build`` makes the sdist, and the wheel from that sdist.
        run(sys.executable, "-m", "build", ROOT, "--outdir", dist, cwd=folder, home=folder)
        from_sdist = next(dist.glob("*.whl"))
        direct = folder / "direct"
        run(
            sys.executable,
            "-m",
            "build",
            "--wheel",
            ROOT,
            "--outdir",
            direct,
            cwd=folder,
            home=folder,
        )
        installed("wheel", [str(next(direct.glob("*.whl")))], folder)
        installed("wheel-from-sdist", [str(from_sdist)], folder)
        installed("editable", ["--editable", str(ROOT)], folder)


if __name__ == "__main__":
    main()
