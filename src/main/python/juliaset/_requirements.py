"""Checks the packages that this one needs. A message says how to install one that is missing or too old."""

import importlib
import re

try:
    from ._version import version as version
except ImportError:
    raise ImportError(
        "this is the source of juliaset, without its jars and its version: build its wheel and install that, with pip"
    ) from None

# Module, its package, the oldest version, and the package on Debian.
_PACKAGES = [
    ("numpy", "numpy", "1.24", "python3-numpy"),
    ("jpype", "jpype1", "1.4.1", "python3-jpype"),
]


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


for _module, _package, _oldest, _debian in _PACKAGES:
    _remedy = f'python -m pip install "{_package}>={_oldest}" (for Debian\'s Python: apt-get install {_debian})'
    try:
        _found = importlib.import_module(_module).__version__
    except ModuleNotFoundError as e:
        if e.name != _module:
            raise
        message = f"juliaset needs {_package}, which is not installed: {_remedy}"
        raise ModuleNotFoundError(message, name=_module) from None
    if _numbers(_found) < _numbers(_oldest):
        raise ImportError(f"juliaset needs {_package} {_oldest} or newer, and {_found} is installed: {_remedy}")
