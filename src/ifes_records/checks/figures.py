"""How figures are compared, and how their differences are put into words."""

from __future__ import annotations

# 21.34 has as many decimals as the site prints; what comes behind them is the database's own (0.7995817640577277).
PRINTED_DECIMALS = 2


def in_percent(part: int, whole: int) -> str:
    """A part of a whole, for a message: ``2.44%``, ``below 0.01%``."""
    share = 100 * part / whole
    return "below 0.01%" if share < 0.01 else f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def how_many(number: int, thing: str) -> str:
    """A count of things, for a message: ``1 seat``, ``1,204 votes``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def one_digit_off(written: int, reckoned: int) -> bool:
    """Whether two counts differ by one digit alone, in the thousands or higher: 5,948,694 and 5,938,694.

    Of the differences that come about otherwise one in a thousand looks like that; in a figure typed by hand it is
    the commonest slip. Lower digits are too often right by chance, and rounded figures (4,500,000) always are.
    """
    difference = abs(written - reckoned)
    place = int(10 ** (len(str(difference)) - 1))
    return place >= 1000 and difference % place == 0 and reckoned % place != 0


def last_place(*percents: float) -> float:
    """What one unit of the last digit written is worth: 0.1 for 27.4; several are as exact as the most exact."""
    decimals = [len(f"{percent:.10f}".rstrip("0").partition(".")[2]) for percent in percents]
    return float(10 ** -min(max(decimals, default=0), PRINTED_DECIMALS))


def within(written: float, reckoned: float, unit: float) -> bool:
    """Whether a percentage is what it was reckoned from, up to one unit of its last digit.

    Half a unit is lost by rounding, up to a whole one by cutting off; both are found.
    """
    return abs(written - reckoned) < unit + 1e-9
