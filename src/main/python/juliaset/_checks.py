"""What parameters must be, said as the Java library says it, before Java is started."""

import math
import operator
import os
import sys
from typing import Any, Callable

from ._parameters import LIMITS

# What the kinds of limits in the library's table mean, of a number and a bound.
_HOLDS: dict[str, Callable[[Any, float], bool]] = {
    "FINITE": lambda number, bound: math.isfinite(number),
    "MAGNITUDE": lambda number, bound: abs(number) <= bound,
    "ABOVE": lambda number, bound: number > bound,
    "LEAST": lambda number, bound: number >= bound,
    "MOST": lambda number, bound: number <= bound,
}

MAX_SIDE = next(int(bound) for kind, bound, _ in LIMITS["resolution"] if kind == "MOST")


def limits(parameter: str, number: float, name: str) -> None:
    """Raises ValueError if a number is outside the limits of the library's parameter, which is called ``name`` here."""
    for kind, bound, advice in LIMITS[parameter]:
        if not _HOLDS[kind](number, bound):
            raise ValueError(f"{name} is {number}: {advice}")


def real(parameter: str, value: Any, name: str) -> float:
    """A float of any kind of real number, within the limits of a parameter."""
    if isinstance(value, (str, bytes, bytearray)):
        raise TypeError(f"{name} is {value!r}: give a number")
    try:
        number = float(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}: give a number") from None
    except OverflowError:
        number = math.inf
    limits(parameter, number, name)
    return number


def whole(parameter: str, value: Any, name: str) -> int:
    """An int of any kind of integer, within the limits of a parameter."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}: give a whole number") from None
    limits(parameter, number, name)
    return number


def file(name: str, value: Any) -> str:
    """The name of a file from where Python is, which Java may see from elsewhere."""
    try:
        path = os.fsdecode(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}: give a str, bytes or os.PathLike") from None
    if not os.path.basename(path):
        raise ValueError(f'{name} "{path}" is a folder: give the name of a file')
    if not os.path.isabs(path):
        path = os.path.join(os.getcwd(), path)
    try:
        path.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError as e:
        raise ValueError(f"{name} {path!r} is not in {e.encoding}, and Java cannot name it: choose another") from None
    return path


def device(value: Any) -> str:
    """The device that is meant: None is what the environment says, else ``auto``."""
    if value is None:
        preset = os.environ.get("JULIASET_DEVICE", "")
        return preset if preset.strip() else "auto"
    require_device(value)
    return str(value)


def require_device(value: Any) -> None:
    """Raises TypeError for what is no name of a device."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"device is {value!r}: give a name, for instance 'cpu', or None")
