"""How figures are compared, and how differences are put into words."""

from __future__ import annotations

# The site prints two decimals (21.34); more of them come straight from its database (0.7995817640577277).
PRINTED_DECIMALS = 2


def in_percent(part: int, whole: int) -> str:
    """A part as a percentage of the whole, for a message: ``2.44%``, ``below 0.01%``."""
    share = 100 * part / whole
    return "below 0.01%" if share < 0.01 else f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def how_many(number: int, thing: str) -> str:
    """A number of things, for a message: ``1 seat``, ``1,204 votes``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def one_digit_off(written: int, calculated: int) -> bool:
    """Whether two counts differ in a single digit, in the thousands or higher: 5,948,694 and 5,938,694.

    Only one in a thousand other differences looks like this, and it is the most common slip in a figure typed by
    hand. Lower digits are too often equal by chance, and those of rounded figures (4,500,000) always are.
    """
    difference = abs(written - calculated)
    unit = int(10 ** (len(str(difference)) - 1))
    return unit >= 1000 and difference % unit == 0 and calculated % unit != 0


def last_digit_unit(*percents: float) -> float:
    """The value of one unit of the last digit: 0.1 for 27.4. For several percentages, that of the most exact one."""
    decimals = [len(f"{percent:.10f}".rstrip("0").partition(".")[2]) for percent in percents]
    return float(10 ** -min(max(decimals, default=0), PRINTED_DECIMALS))


def within(written: float, calculated: float, unit: float) -> bool:
    """Whether a percentage agrees with the calculated one, to one unit of its last digit.

    Rounding changes it by half a unit, truncation by up to a whole unit; both occur.
    """
    return abs(written - calculated) < unit + 1e-9
