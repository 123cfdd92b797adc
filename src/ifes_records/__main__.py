"""``python -m ifes_records``: the command line."""

from ifes_records.cli import main

if __name__ == "__main__":
    main()
