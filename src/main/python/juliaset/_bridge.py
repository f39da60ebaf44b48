"""From Python to Java and back: arguments, memory and errors.

Memory belongs to NumPy. Java is handed addresses, as direct buffers, and its threads write to them
while they compute; nothing is copied here. A direct buffer would keep the array until Java's garbage
collector finds it, which has no reason to look when all memory is elsewhere: so the buffer is made of the
bare address, and the array is kept here until Java no longer uses it.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, Optional, TypeVar

import jpype
import jpype.nio
import numpy as np
from numpy.typing import NDArray

from . import _calls, _jvm

if TYPE_CHECKING:
    from ._julia import _Divergence
    from ._region import ComplexRegion

_T = TypeVar("_T")

# The largest size of a direct buffer, in bytes.
_MAX_BUFFER = 2**31 - 8

# The spelling of parameters in the library's messages about the classes.
SPELLING: Mapping[str, str] = {
    "resume": "resume=True",
    "memory": "JULIASET_JAVA_OPTS=-Xmx8g",
    "ytop": "yright",
    "ybot": "yleft",
    "real": "c_0.real",
    "imag": "c_0.imag",
    "itermin": "n_iterations[0]",
    "itermax": "n_iterations[1]",
}

# Parameters of the library that JuliaDiv, MandelbrotDiv and ComplexRegion have.
_OF_CLASSES = (
    "resolution", "xleft", "xright", "ybot", "ytop", "real", "imag", "map", "threshold", "itermin", "itermax")

_lock = threading.Lock()
_java: Optional[Java] = None


class Java:
    """The Java classes in use, and the session that all calls share."""

    def __init__(self) -> None:
        self.Tile = jpype.JClass("org.juliaset.model.Tile")
        self.Counts = jpype.JClass("org.juliaset.model.Counts")
        self.InvalidParameterException = jpype.JClass("org.juliaset.parameters.InvalidParameterException")
        self.Parameters = jpype.JClass("org.juliaset.parameters.Parameters")
        self.Palettes = jpype.JClass("org.juliaset.color.Palettes")
        self.Values = jpype.JClass("org.juliaset.parameters.Values")
        self.HashMap = jpype.JClass("java.util.HashMap")
        self.EngineException = jpype.JClass("org.juliaset.compute.EngineException")
        self.NoSuchDeviceException = jpype.JClass("org.juliaset.devices.NoSuchDeviceException")
        self.PictureFormat = jpype.JClass("org.juliaset.image.formats.PictureFormat")
        self.Interruption = jpype.JClass("org.juliaset.storage.OnInterrupt")
        self.FileProblem = jpype.JClass("org.juliaset.storage.FileProblem")
        self.JobText = jpype.JClass("org.juliaset.render.JobText")
        self.ByteOrder = jpype.JClass("java.nio.ByteOrder")
        self.IOException = jpype.JClass("java.io.IOException")
        self.OutOfMemoryError = jpype.JClass("java.lang.OutOfMemoryError")
        self.InvalidPathException = jpype.JClass("java.nio.file.InvalidPathException")
        self.Path = jpype.JClass("java.nio.file.Path")
        self.Thread = jpype.JClass("java.lang.Thread")
        names = [str(parameter.name()) for parameter in self.Parameters.all()]
        self.keywords = {name: name.replace("-", "_") for name in names}
        self.Spelling = jpype.JClass("org.juliaset.parameters.Spelling")
        processors = jpype.JClass("java.lang.Runtime").getRuntime().availableProcessors()
        self.session = jpype.JClass("org.juliaset.embed.Session")(processors)

    def spelling(self, words: Mapping[str, str]) -> Any:
        """The spelling of messages: these words, and keywords for all parameters of pictures that are none of them."""
        return self.Spelling(self.HashMap({**self.keywords, **words}))


def _classes() -> Java:
    global _java
    with _lock:
        if _java is None:
            _java = Java()
        return _java


def values(julia: _Divergence, region: ComplexRegion, device: str) -> NDArray[np.float64]:
    """JuliaDiv.over."""
    itermin, _ = julia.n_iterations

    def call(java: Java, scene: Any, part: Any, memory: Any) -> Any:
        target = memory.asDoubleBuffer()
        return java.session.normalised(device, scene, itermin, part, target)

    return with_java(lambda java: _filled(java, julia, region, np.dtype(np.float64), call))


def counts(julia: _Divergence, region: ComplexRegion, device: str) -> NDArray[np.unsignedinteger[Any]]:
    """JuliaDiv.counts."""

    def call(java: Java, scene: Any, part: Any, memory: Any) -> Any:
        return java.session.counts(device, scene, part, memory)

    def work(java: Java) -> NDArray[np.unsignedinteger[Any]]:
        _, itermax = julia.n_iterations
        dtype = np.dtype(f"<u{java.Counts.bytesPerCount(itermax)}")
        return _filled(java, julia, region, dtype, call)

    return with_java(work)


def smooth(julia: _Divergence, region: ComplexRegion, device: str) -> NDArray[np.float64]:
    """JuliaDiv.smooth."""

    def call(java: Java, scene: Any, part: Any, memory: Any) -> Any:
        return java.session.smooth(device, scene, part, memory.asDoubleBuffer())

    return with_java(lambda java: _filled(java, julia, region, np.dtype(np.float64), call, smooth=True))


def render(
    julia: _Divergence, region: ComplexRegion, device: str, path: str, resume: bool, keep_partial: bool,
    options: dict[str, Any]
) -> None:
    """JuliaDiv.render.

    Args:
        options: other parameters by keyword
    """

    def work(java: Java) -> None:
        file = java_path(java, "path", path)
        picture_format = java.PictureFormat.of(os.path.basename(path)).orElse(None)
        if picture_format is None:
            known = java.PictureFormat.knownSuffixes()
            raise ValueError(f'path "{path}" has no suffix that names a format: use one of {known}')
        if (resume or keep_partial) and not picture_format.streams():
            name = "resume" if resume else "keep_partial"
            resumable = java.PictureFormat.resumable()
            raise ValueError(f'{name}=True cannot go with path "{path}": only {resumable} can be resumed')
        given = _options(java, options)
        values = _java_values(java, julia, region, ytop=region.yright, ybot=region.yleft, **given)
        job = java.JobText.job(values, picture_format)
        interruption = java.Interruption.valueOf("RESUME" if resume else "KEEP" if keep_partial else "REMOVE")
        try:
            _calls.finish(java.session.render(device, job, file, interruption))
        except java.IOException as e:
            raise OSError(f"cannot write {path}: {java.FileProblem.reason(e)}") from None

    with_java(work)


def java_path(java: Java, name: str, path: str) -> Any:
    """Java's path of a file, whose parameter has a name."""
    try:
        return java.Path.of(path)
    except java.InvalidPathException as e:
        raise ValueError(f'{name} "{path}" is no file name for Java: {e.getReason()}') from None


def devices() -> list[tuple[Any, Any]]:
    """Returns pairs of Java's Device and Examination."""

    def work(java: Java) -> list[tuple[Any, Any]]:
        examined = _calls.finish(java.session.devices())
        return [(entry.getKey(), entry.getValue()) for entry in examined.entrySet()]

    return with_java(work)


def _options(java: Java, options: dict[str, Any]) -> dict[str, Any]:
    """Options of a picture by the library's names, without those that are as if they were not given."""
    known = {str(parameter.name()).replace("-", "_"): str(parameter.name()) for parameter in java.Parameters.all()}
    for keyword in _OF_CLASSES:
        del known[keyword]
    for keyword in options:
        if keyword not in known:
            raise TypeError(f"{keyword}={options[keyword]!r} is no option of a picture: use one of {', '.join(known)}")
    given = {known[keyword]: value for keyword, value in options.items() if value is not None and value is not False}
    if "palette" in given:
        # a file's palette is kept as its stops
        palette = java.Palettes.find(os.fsdecode(given["palette"]), java.Path.of(os.getcwd()))
        given["palette"] = palette.toString()
    return given


def _java_values(java: Java, julia: _Divergence, region: ComplexRegion, **others: Any) -> Any:
    """The parameters by the library's names; those that are not named have the library's defaults."""
    itermin, itermax = julia.n_iterations
    texts = dict(
        resolution=julia.resolution,
        xleft=region.xleft,
        xright=region.xright,
        threshold=julia.threshold,
        itermin=itermin,
        itermax=itermax,
        **julia._own_parameters(),
        **others,
    )
    return java.Values.of(java.HashMap({name: _text(value) for name, value in texts.items()}))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, (bool, np.bool_)) else str(value)


def _filled(
    java: Java, julia: _Divergence, region: ComplexRegion, dtype: np.dtype[Any], call: Callable[..., Any],
    **options: Any
) -> Any:
    """A new array of a region's shape, filled by calls for as many of its rows as one buffer can hold."""
    # our rows are Java's: its row 0 is at ytop
    scene = java.JobText.scene(_java_values(java, julia, region, ytop=region.yleft, ybot=region.yright, **options))
    grid = scene.grid()
    width, height = int(grid.width()), int(grid.height())
    most = _MAX_BUFFER // (width * dtype.itemsize)
    if most < 1:
        raise ValueError(
            f"resolution is {width}: a row of so many pixels does not fit into a buffer, lower the resolution")
    array = np.empty((height, width), dtype=dtype)
    for first in range(0, height, most):
        rows = array[first : first + most]
        memory = direct(java, rows)
        _calls.finish(call(java, scene, java.Tile(first, len(rows)), memory), array)
    return array.T


def direct(java: Java, array: NDArray[Any]) -> Any:
    """Returns a direct buffer over the memory of an array; it does not keep the array alive."""
    bare = (ctypes.c_char * array.nbytes).from_address(array.ctypes.data)
    return jpype.nio.convertToDirectBuffer(memoryview(bare)).order(java.ByteOrder.nativeOrder())


def with_java(work: Callable[[Java], _T], words: Mapping[str, str] = SPELLING) -> _T:
    """Runs code that calls Java, and converts Java's exceptions to Python's.

    Args:
        words: what messages call parameters, by the library's names

    JPype introduces a thread to Java with its first call and never sees it off. That is done here, so that
    Java does not remember the threads of a program that starts one for each call, nor waits at the end of Python
    for the thread that has started it.
    """
    guest = not _jvm.is_attached()
    _jvm.start()
    java = _classes()
    try:
        return work(java)
    except jpype.JException as e:
        error = _translated(java, e, java.spelling(words))
    finally:
        if guest and threading.current_thread() is not threading.main_thread():
            java.Thread.detach()
    raise error


def _translated(java: Java, e: Any, spelling: Any) -> Exception:
    if isinstance(e, (java.InvalidParameterException, java.NoSuchDeviceException)):
        return ValueError(str(e.message(spelling)))
    if isinstance(e, java.EngineException):
        return RuntimeError(str(e.message(spelling)))
    if isinstance(e, java.OutOfMemoryError):
        return MemoryError(f"Java is out of memory ({e.getMessage()}): give it more with {SPELLING['memory']}")
    error = RuntimeError(f"internal error: {e}")
    error.__cause__ = e
    return error
