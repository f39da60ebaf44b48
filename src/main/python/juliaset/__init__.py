"""Filled Julia sets at very high resolution, on the CPU and on OpenCL devices.

    >>> from juliaset import ComplexRegion, JuliaDiv
    >>> julia = JuliaDiv(-0.835 - 0.2321j, n_iterations=(20, 100), resolution=4000)
    >>> values = julia.over(ComplexRegion(-0.1, 0.1, -0.1, 0.1))
    >>> julia.render(ComplexRegion(-0.1, 0.1, -0.1, 0.1), "detail.png")

:class:`MandelbrotDiv` does the same for the Mandelbrot set, the map of all Julia sets. :func:`animate` makes films.

The counts are those of NumPy's own arithmetic, to the last bit. The work is done by a Java library
in this process; Java is started when it is first needed. It is found through ``JAVA_HOME``, or where
JPype finds it. The environment variable ``JULIASET_JAVA_OPTS`` has further options for it, for instance
``-Xmx8g``.

``python -m juliaset`` is the command line, with the options that ``python -m juliaset --help`` lists.
"""

from . import _requirements  # first: the others need the packages that it checks
from ._animate import Film, animate
from ._devices import Device, devices
from ._julia import JuliaDiv, MandelbrotDiv
from ._region import ComplexRegion

__version__ = _requirements.version

__all__ = ["ComplexRegion", "Device", "Film", "JuliaDiv", "MandelbrotDiv", "animate", "devices"]
