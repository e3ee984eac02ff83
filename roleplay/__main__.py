"""``python -m roleplay`` is the command ``roleplay``."""

from roleplay.cli.main import main

if __name__ == "__main__":
    main()
