"""Films: their frames as arrays, or their files."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Union, overload

import numpy as np
from numpy.typing import NDArray

from . import _calls, _checks, _film, _jvm
from ._julia import JuliaDiv, MandelbrotDiv
from ._region import ComplexRegion

_File = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]
_Keys = Union[_File, Mapping[str, Any], Sequence[Mapping[str, Any]]]
_Complex = Union[complex, str]
_Circle = Union[float, str, "tuple[float, _Complex]"]
_Rate = Union[float, Fraction, str]
_Array = NDArray[np.unsignedinteger[Any]]


class Film:
    """The frames of a film, as a sequence of pictures that are computed when they are taken.

    ``len(film)`` is the number of frames, ``film[k]`` computes one, ``film[a:b]`` is a film of some of them. An
    iteration computes up to three frames at a time before they are taken, and no more, on all cores. It ends when
    its iterator is closed (``close()``, or as a context manager), is garbage, or an exception such as
    KeyboardInterrupt is raised in it; then what is being computed is stopped. A film holds no frames and is safe for
    use by several threads; an iterator is for one.

    A frame is a new array of uint8, or of uint16 with ``depth=16``: of shape (height, width, 3), red, green and blue
    in sRGB, or (height, width) without a palette; row 0 is at the top. They are the pixels of the picture's file.

    Attributes:
        shape: (frames, height, width, 3) or (frames, height, width), as that of ``numpy.array(film)``
        dtype: of a frame
        fps: frames per second
        loop: whether the film goes on with its first frame after its last one
    """

    def __init__(self, film: _film.PreparedFilm, device: str | None, numbers: range) -> None:
        """Films are made by :func:`animate`."""
        self._film = film
        self._device = device
        self._numbers = numbers
        self.shape: tuple[int, ...] = (len(numbers), *film.shape)
        self.dtype = film.dtype
        self.fps = film.fps
        self.loop = film.loop

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> _Array: ...

    @overload
    def __getitem__(self, index: slice) -> Film: ...

    def __getitem__(self, index: int | slice) -> _Array | Film:
        """A frame, or a film of some frames, which computes nothing yet."""
        if isinstance(index, slice):
            return Film(self._film, self._device, self._numbers[index])
        return _film.frame(self._film, self._number(index))

    def __iter__(self) -> FrameIterator:
        return FrameIterator(self._film, self._numbers)

    def __reversed__(self) -> FrameIterator:
        return FrameIterator(self._film, self._numbers[::-1])

    def __repr__(self) -> str:
        return f"<juliaset.Film of shape {self.shape}, {self.dtype}, {self.fps} frames per second>"

    def _number(self, index: int) -> int:
        try:
            return self._numbers[index]
        except IndexError:
            raise IndexError(f"frame {index} of a film of {len(self)} frames") from None

    def parameters(self, index: int) -> dict[str, Any]:
        """The parameters of a frame's picture, by the names of the program's options, with underscores.

        With a shutter they are those of the picture in the middle of its time.

        Raises:
            IndexError: if there is no such frame
        """
        return _film.parameters(self._film, self._number(index))

    def picture(self, index: int) -> tuple[JuliaDiv | MandelbrotDiv, ComplexRegion, dict[str, Any]]:
        """A frame as a set, a region and options, which make the same picture.

            >>> julia, region, options = film.picture(7)
            >>> julia.render(region, "frame.png", **options)

        Raises:
            IndexError: if there is no such frame
            ValueError: if the film has a shutter: a frame is then the mean of several pictures
        """
        if self._film.has_shutter:
            raise ValueError(
                "with a shutter a frame is the mean of several pictures, which is no picture of a set: leave it out")
        options = self.parameters(index)
        edges = (options.pop(name) for name in ("xleft", "xright", "ybot", "ytop"))
        common = dict(
            threshold=options.pop("threshold"),
            n_iterations=(options.pop("itermin"), options.pop("itermax")),
            resolution=options.pop("resolution"),
            device=self._device,
        )
        julia: JuliaDiv | MandelbrotDiv
        if options.pop("map", False):
            julia = MandelbrotDiv(**common)
        else:
            julia = JuliaDiv(complex(options.pop("real"), options.pop("imag")), **common)
        return julia, ComplexRegion(*edges), options


class FrameIterator(Iterator[_Array]):
    """The frames of a film in order, a few of which are computed ahead."""

    def __init__(self, film: _film.PreparedFilm, numbers: range) -> None:
        self._film = film
        self._numbers = iter(numbers)
        self._calls = _calls.Ahead()

    def __next__(self) -> _Array:
        try:
            return _film.with_java(self._take)
        except BaseException:
            self.close()
            raise

    def _take(self, java: Any) -> _Array:
        self._start()
        if not self._calls:
            raise StopIteration
        computed = self._calls.result()
        self._start()
        return _film.array(java, self._film, computed)

    def _start(self) -> None:
        while len(self._calls) < self._film.ahead:
            number = next(self._numbers, None)
            if number is None:
                return
            self._calls.start(self._film.java.pixels(number))

    def close(self) -> None:
        """Ends the iteration: what is being computed is stopped, which takes up to a second."""
        self._numbers = iter(())
        if self._calls and _jvm.is_running():
            _film.with_java(lambda java: self._calls.end())

    def __enter__(self) -> FrameIterator:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        # without waiting, in whatever thread and moment this is
        if getattr(self, "_calls", None) and _jvm.is_running():
            self._calls.stop()


@overload
def animate(
    keys: _Keys | None = None, *, out: None = None, c_circle: _Circle | None = None,
    c_line: Sequence[_Complex] | None = None, zoom_to: _Complex | None = None, palette_cycle: bool = False,
    easing: str | None = None, frames: int | None = None, duration: str | None = None, fps: _Rate | None = None,
    loop: bool = False, shutter: float | None = None, shutter_samples: int | None = None,
    device: str | None = None, **options: Any,
) -> Film: ...


@overload
def animate(
    keys: _Keys | None = None, *, out: _File, c_circle: _Circle | None = None,
    c_line: Sequence[_Complex] | None = None, zoom_to: _Complex | None = None, palette_cycle: bool = False,
    easing: str | None = None, frames: int | None = None, duration: str | None = None, fps: _Rate | None = None,
    loop: bool = False, shutter: float | None = None, shutter_samples: int | None = None,
    ffmpeg_options: str | None = None, resume: bool = False, keep: bool = True, device: str | None = None,
    **options: Any,
) -> None: ...


def animate(
    keys: _Keys | None = None,
    *,
    out: _File | None = None,
    c_circle: _Circle | None = None,
    c_line: Sequence[_Complex] | None = None,
    zoom_to: _Complex | None = None,
    palette_cycle: bool = False,
    easing: str | None = None,
    frames: int | None = None,
    duration: str | None = None,
    fps: _Rate | None = None,
    loop: bool = False,
    shutter: float | None = None,
    shutter_samples: int | None = None,
    ffmpeg_options: str | None = None,
    resume: bool = False,
    keep: bool = True,
    device: str | None = None,
    **options: Any,
) -> Film | None:
    """A film of key frames, or of a path of c, a zoom or moving colours, as ``juliaset animate`` makes it.

        >>> film = animate(c_circle=0.7885, palette="twilight", itermax=200, size="640x360", frames=240, loop=True)
        >>> means = [frame.mean() for frame in film]
        >>> animate("film.json", out="film.mp4")

    Args:
        keys: the name of a file of key frames, a dict with its fields, or a list of its keys. Numbers may be complex
        out: where the film goes: .mp4, .webm or .mkv by ffmpeg, .apng, .gif, .y4m, .rgb, or a PNG for each frame as
            in ``"frames/%06d.png"``; the bytes are those of the program. Without it, a film of arrays is returned
        c_circle: c once around a circle: its radius, or (radius, centre)
        c_line: c from one to another, with ``loop`` there and back
        zoom_to: zoom to this middle, until the zoom is that of ``zoom=``
        palette_cycle: the palette's colours once through all of it
        easing: of these paths, ``"smooth"`` begins and ends slowly
        frames: number of frames, in place of a duration
        duration: as text, such as ``"10s"``, ``"500ms"`` or ``"2min"``; 10 s if neither is given
        fps: frames per second, 30 if not given
        loop: the film goes on with its first frame after its last one
        shutter: motion blur: a frame is the mean of pictures from this fraction of its time
        shutter_samples: number of these pictures, 16 if not given
        ffmpeg_options: options for ffmpeg, after the program's own
        resume: use the frames that an interrupted call for the same film has left, if it has
        keep: whether the frames of a film that is one file are kept in ``out.frames`` until it is complete, for
            ``resume``
        device: as of :class:`JuliaDiv`
        options: those of a picture of the program, with underscores, which come before those of ``keys``:
            ``size="640x360"``, ``c=-0.8+0.156j``, ``center=0.5j``, ``zoom=10``, ``preset="rabbit"``, ``itermax=200``,
            ``palette="magma"``, ``palette_scale="log"``, ``samples=2``, ``map=True``

    Returns:
        the film, if there is no ``out``

    Raises:
        TypeError: if there is no such option, or a value is of the wrong type
        ValueError: if there can be no such film; the message names the field of a key, as in ``keys[1].zoom``
        OSError: if reading or writing fails
        RuntimeError: if there is no Java to compute with, or the device cannot be used or fails
    """
    given = dict(
        c_circle=_joined(c_circle), zoom_to=zoom_to, palette_cycle=bool(palette_cycle), easing=easing, frames=frames,
        duration=duration, fps=fps, loop=bool(loop), shutter=shutter, shutter_samples=shutter_samples, **options)
    if c_line is not None:
        given["c_line[0]"], given["c_line[1]"] = _pair(c_line)
    texts = {name: _text(name, value) for name, value in given.items() if value is not None and value is not False}
    file = None if out is None else _checks.file("out", out)
    if file is None:
        for name, value in (("resume=True", resume), ("ffmpeg_options", ffmpeg_options)):
            if value:
                raise ValueError(f"{name} is given without out: give a file, or leave it out")
    film = _film.film(
        _checks.device(device), texts, _key_frames(keys), file,
        None if ffmpeg_options is None else str(ffmpeg_options), bool(resume), bool(keep))
    if film.warning:
        warnings.warn(film.warning, stacklevel=2)
    return Film(film, device, range(film.frames)) if file is None else None


def _joined(circle: Any) -> Any:
    if isinstance(circle, (tuple, list)):
        if len(circle) != 2:
            raise TypeError(f"c_circle is {circle!r}: give a radius, or (radius, centre)")
        return ",".join(_text("c_circle", part) for part in circle)
    return circle


def _pair(line: Any) -> tuple[Any, Any]:
    if isinstance(line, (str, bytes)) or not isinstance(line, Sequence) or len(line) != 2:
        raise TypeError(f"c_line is {line!r}: give a pair, (from, to)")
    return line[0], line[1]


def _key_frames(keys: Any) -> str | bytes | None:
    """The name of a file, or JSON."""
    if isinstance(keys, Mapping):
        return json.dumps(_plain(keys)).encode()
    if isinstance(keys, Sequence) and not isinstance(keys, (str, bytes)):
        return json.dumps(dict(keys=_plain(keys))).encode()
    return None if keys is None else _checks.file("keys", keys)


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Mapping):
        return {str(name): _plain(field) for name, field in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(field) for field in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    return value if value is None or isinstance(value, (str, int)) else _text("keys", value)


def _text(name: str, value: Any) -> str:
    """A value as the program's options have it."""
    if isinstance(value, (bool, np.bool_)):
        return str(value).lower()
    if isinstance(value, (float, np.floating)):
        return repr(float(value))
    if isinstance(value, (int, np.integer, Fraction)):
        return str(value)
    if isinstance(value, (complex, np.complexfloating)):
        return f"{float(value.real)!r},{float(value.imag)!r}"
    if name == "size" and isinstance(value, (tuple, list)):
        return "x".join(str(side) for side in value)
    try:
        return os.fsdecode(value)
    except TypeError:
        raise TypeError(f"{name} has the value {value!r}: give a number or a text") from None
