"""The program, as ``ifes-records`` and ``python -m ifes_records``. Ctrl-C ends it also while it is imported."""

from ifes_records.interrupts import end_at_once


def main() -> None:
    """Run the command line."""
    end_at_once()
    from ifes_records.cli import main as commands  # here, since it takes most of the time of a start

    commands()


if __name__ == "__main__":
    main()
