"""Julia sets and the Mandelbrot set over regions."""

from __future__ import annotations

import math
import numbers
import os
from dataclasses import KW_ONLY, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _bridge, _checks
from ._region import ComplexRegion


class _Divergence:
    """What JuliaDiv and MandelbrotDiv have in common: all but what is iterated."""

    threshold: float
    n_iterations: tuple[int, int]
    resolution: int
    device: str | None

    def __post_init__(self) -> None:
        self._set("threshold", _checks.real("threshold", self.threshold, "threshold"))
        self._set("n_iterations", _iterations(self.n_iterations))
        self._set("resolution", _checks.whole("resolution", self.resolution, "resolution"))
        _checks.require_device(self.device)

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _own_parameters(self) -> dict[str, Any]:
        """The parameters of the library that only this class has."""
        raise NotImplementedError

    def over(self, region: ComplexRegion) -> NDArray[np.float64]:
        """The normalised values of a region's points: (max(count, itermin) - itermin) / (itermax - itermin).

        Ctrl-C stops it, when the rows in hand are finished. Other Python threads go on in the meantime.

        Returns:
            float64 in [0, 1] of shape (nx, ny), where ``[i, j]`` belongs to ``region.build(resolution)[i, j]``.
            It is Fortran-contiguous: x varies fastest in memory, and ``.T`` is a C-contiguous picture whose
            row 0 lies at ``yleft``.

        Raises:
            TypeError: if ``region`` is not a ComplexRegion
            ValueError: if the region cannot be sampled at this resolution, or there is no such device
            MemoryError: if there is no room for the values
            RuntimeError: if there is no Java to compute with, or the device cannot be used or fails
        """
        _require_region(region)
        return _bridge.values(self, region, _checks.device(self.device))

    def counts(self, region: ComplexRegion) -> NDArray[np.unsignedinteger[Any]]:
        """The escape counts of a region's points: iterations before \\|z\\| reaches the threshold, at most itermax.

        Returns:
            uint8, uint16 or uint32 by what itermax needs; shape and layout as with :meth:`over`

        Raises:
            as :meth:`over`
        """
        _require_region(region)
        return _bridge.counts(self, region, _checks.device(self.device))

    def smooth(self, region: ComplexRegion) -> NDArray[np.float64]:
        """The smooth counts of a region's points: the escape count and a fraction, a multiple of 1/4096.

        The integer part is the escape count. The fraction falls from one iteration to the next, without a seam in
        practice from a threshold of 100 on. Both are made by comparisons, so they are equal on all devices.

        Returns:
            float64 in [0, itermax]; shape and layout as with :meth:`over`

        Raises:
            as :meth:`over`, and
            ValueError: if the threshold is not above 1, or itermax above 2²⁰-2
        """
        _require_region(region)
        return _bridge.smooth(self, region, _checks.device(self.device))

    def render(
        self,
        region: ComplexRegion,
        path: str | bytes | os.PathLike[str] | os.PathLike[bytes],
        fast: bool = False,
        *,
        resume: bool = False,
        keep_partial: bool = False,
        **options: str | os.PathLike[str] | float | bool | None,
    ) -> None:
        """Makes a picture's file, which does not pass through Python.

        The picture is upright: ``yright`` is at its top and ``yleft`` at its bottom, as with the options
        ``-Y`` and ``-y`` of the program ``juliaset``. It appears under its name when it is complete; until then
        what there is of it is in ``path.part``. Ctrl-C stops it and leaves nothing of it, as does any other
        exception that a signal handler raises, or the end of Python in the meantime. It does not stop a format that
        has to fit into memory while that is being encoded: that takes a second Ctrl-C. What a killed process
        leaves is refused by a later call, unless that says ``resume=True``.

        Args:
            path: its suffix chooses the format: .png, .npy (the counts, row 0 at the top), .tif, .dzi (Deep Zoom), .pgm
                and .ppm take little memory at any size; .bmp, .gif and .pcx have to fit into Java's
            fast: least compression, for .png, .tif and .dzi
            resume: resume what an interrupted call for the same picture has left, if it has; if this one is
                interrupted, keep what there is. For .png, .npy, .tif, .dzi, .pgm and .ppm
            keep_partial: if this call is interrupted, keep what there is, for ``resume=True``
            options: those of the program's help under Colour and Output, with underscores: ``palette="viridis"``
                (a name, a file or stops, as in CSS), ``palette_scale="equalised"``, ``palette_reverse=True``,
                ``interior="navy"``, ``flat=True``, ``smooth=True``, ``samples=3``, ``depth=16``. A palette
                looks smooth from a threshold of 100 on; 1024 is the program's default with one

        Raises:
            as :meth:`over`, and
            ValueError: if there can be no such file
            TypeError: if there is no such option
            OSError: if writing fails
        """
        _require_region(region)
        file = _checks.file("path", path)
        options["fast"] = bool(fast)
        _bridge.render(self, region, _checks.device(self.device), file, bool(resume), bool(keep_partial), options)


@dataclass(frozen=True)
class JuliaDiv(_Divergence):
    """How fast the orbits of z → z² + c_0 diverge. Immutable, and safe for use by several threads.

    Args:
        c_0: the c of z² + c
        threshold: \\|z\\| from which an orbit counts as escaped, above 0
        n_iterations: (itermin, itermax): a point that escapes after up to itermin iterations has the value
            0, one that does not escape within itermax iterations the value 1
        resolution: points along the real axis
        device: ``"auto"``, ``"cpu"`` for the built-in engine, ``"opencl"``, ``"opencl:P.D"``, or part of
            a device's or vendor's name, see :func:`devices`. None is what the environment variable
            ``JULIASET_DEVICE`` says, else ``"auto"``: the one that should have the counts first, its
            start included. All give the same counts.

    Raises:
        TypeError: if a parameter is of the wrong type
        ValueError: if a parameter is outside its range
    """

    c_0: complex
    threshold: float = 2.0
    n_iterations: tuple[int, int] = (0, 50)
    resolution: int = 1000
    _: KW_ONLY
    device: str | None = None

    def __post_init__(self) -> None:
        self._set("c_0", _complex(self.c_0))
        super().__post_init__()

    def _own_parameters(self) -> dict[str, Any]:
        return dict(real=self.c_0.real, imag=self.c_0.imag)


@dataclass(frozen=True)
class MandelbrotDiv(_Divergence):
    """How fast the orbits of 0 under z → z² + c diverge, for each point c of a region: the Mandelbrot set.

    It is the map of all Julia sets. Immutable, and safe for use by several threads.

    Args:
        threshold: \\|z\\| from which an orbit counts as escaped, above 0
        n_iterations: (itermin, itermax): a point whose orbit escapes after up to itermin iterations has the value
            0, one whose orbit does not escape within itermax iterations the value 1
        resolution: points along the real axis
        device: as of :class:`JuliaDiv`

    Raises:
        TypeError: if a parameter is of the wrong type
        ValueError: if a parameter is outside its range
    """

    threshold: float = 2.0
    n_iterations: tuple[int, int] = (0, 50)
    resolution: int = 1000
    _: KW_ONLY
    device: str | None = None

    def _own_parameters(self) -> dict[str, Any]:
        return dict(map=True)


def _complex(value: Any) -> complex:
    if not isinstance(value, numbers.Complex):
        raise TypeError(f"c_0 is {value!r}: give a complex number")
    try:
        c = complex(value)
    except OverflowError:
        c = complex(math.inf)
    for name, part in (("real", c.real), ("imag", c.imag)):
        _checks.limits(name, part, f"{name} part of c_0")
    return c


def _iterations(value: Any) -> tuple[int, int]:
    try:
        first, second = value
    except (TypeError, ValueError):
        raise TypeError(f"n_iterations is {value!r}: give a pair, (itermin, itermax)") from None
    itermin = _checks.whole("itermin", first, "n_iterations[0]")
    itermax = _checks.whole("itermax", second, "n_iterations[1]")
    if itermin >= itermax:
        raise ValueError(f"n_iterations is {(itermin, itermax)}: the first must be below the second")
    return itermin, itermax


def _require_region(region: Any) -> None:
    if not isinstance(region, ComplexRegion):
        raise TypeError(f"region is {region!r}: give a ComplexRegion")
