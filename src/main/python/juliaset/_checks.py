"""What parameters must be, said as the Java library says it, before Java is started."""

import math
import operator
import os
import sys
from typing import Any

MAX_SIDE = 2**31 - 1
MAX_ITERATION_LIMIT = 2**31 - 2
_MAX_MAGNITUDE = 1e75


def real(name: str, value: Any) -> float:
    """A float of any kind of real number."""
    if isinstance(value, (str, bytes, bytearray)):
        raise TypeError(f"{name} is {value!r}: give a number")
    try:
        number = float(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}: give a number") from None
    except OverflowError:
        number = math.inf
    moderate(name, number)
    return number


def moderate(name: str, number: float) -> None:
    """Raises ValueError unless an orbit from this number escapes before it overflows."""
    if not math.isfinite(number):
        raise ValueError(f"{name} is {number}: give a finite number")
    if abs(number) > _MAX_MAGNITUDE:
        raise ValueError(f"{name} is {number}: give a magnitude of at most 1e75, whose square is finite")


def whole(name: str, value: Any) -> int:
    """An int of any kind of integer."""
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}: give a whole number") from None


def resolution(value: Any) -> int:
    """Pixels along the real axis."""
    number = whole("resolution", value)
    if not 1 <= number <= MAX_SIDE:
        raise ValueError(f"resolution is {number}: give between 1 and {MAX_SIDE} pixels")
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
