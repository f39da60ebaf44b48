"""A region of the complex plane."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import _checks


@dataclass(frozen=True)
class ComplexRegion:
    """A rectangle of the complex plane. Immutable; either axis may run backwards.

    Args:
        xleft: real part where the first axis begins
        xright: real part where it ends, other than ``xleft``
        yleft: imaginary part where the second axis begins
        yright: imaginary part where it ends, other than ``yleft``

    Raises:
        TypeError: if an end is not a real number
        ValueError: if an end is not finite or above 1e75 in magnitude, or the two ends of an axis are equal
    """

    xleft: float
    xright: float
    yleft: float
    yright: float

    def __post_init__(self) -> None:
        for name, parameter in (("xleft", "xleft"), ("xright", "xright"), ("yleft", "ybot"), ("yright", "ytop")):
            object.__setattr__(self, name, _checks.real(parameter, getattr(self, name), name))
        for first, second in (("xleft", "xright"), ("yleft", "yright")):
            end = getattr(self, first)
            if end == getattr(self, second):
                raise ValueError(f"{first} and {second} are both {end}: the two ends of a range must differ")

    def build(self, resolution: int) -> NDArray[np.complex128]:
        """The complex points at which this region is sampled.

        Args:
            resolution: points along the real axis, nx; along the imaginary axis there are as many as keep
                the pixels square, ny = round(nx · yspan / xspan)

        Returns:
            complex128 of shape (nx, ny), C-contiguous. ``[i, j]`` is x_i + y_j·1j with
            x_i = i/nx·(xright-xleft)+xleft and y_j = j/ny·(yright-yleft)+yleft: the left ends of the
            pixels, not their centres.

        Raises:
            TypeError: if the resolution is not an integer
            ValueError: if a side comes out below 1 or above 2³¹-1 points
            MemoryError: if there is no room for them
        """
        nx = _checks.whole("resolution", resolution, "resolution")
        ny = self._height(nx)
        points = np.empty((nx, ny), dtype=np.complex128)
        points.real = _axis(nx, self.xleft, self.xright)[:, np.newaxis]
        points.imag = _axis(ny, self.yleft, self.yright)
        return points

    def _height(self, nx: int) -> int:
        exact = nx * abs(self.yright - self.yleft) / abs(self.xright - self.xleft)
        if exact >= _checks.MAX_SIDE + 0.5:
            raise ValueError(
                f"height is above {_checks.MAX_SIDE} rows at resolution {nx}:"
                " lower the resolution or narrow the y range"
            )
        below = math.floor(exact)
        # half a pixel is one, which Python's own round() sees otherwise
        ny = below + (exact - below >= 0.5)
        if ny < 1:
            raise ValueError(
                f"height rounds to 0 rows at resolution {nx}: raise the resolution or widen the y range"
            )
        return ny


def _axis(samples: int, start: float, end: float) -> NDArray[np.float64]:
    """The order of these operations decides the last bit of every coordinate, and so of counts."""
    return np.arange(samples, dtype=np.float64) / samples * (end - start) + start
