"""Films over the bridge: what is asked of them as Java reads it, and their frames as arrays."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Optional, TypeVar

import jpype
import numpy as np
from numpy.typing import NDArray

from . import _bridge, _calls

# Options of a film besides those of its pictures, by keyword.
_OPTIONS = {
    name.replace("-", "_"): name for name in (
        "c-circle", "c-line", "zoom-to", "palette-cycle", "easing", "frames", "duration", "fps", "loop", "shutter",
        "shutter-samples", "ffmpeg-options")
}

# The two parts of an option, which are texts of their own.
_PARTS = {"c_line[0]": "c-line[0]", "c_line[1]": "c-line[1]"}

# Options that no picture's file has as a parameter.
_BASES = ("c", "preset")

_SPELLING = {
    **{name: keyword for keyword, name in (*_OPTIONS.items(), *_PARTS.items())},
    "resume": "resume=True",
    "memory": _bridge.SPELLING["memory"],
    "output": "out",
}

_T = TypeVar("_T")
_Array = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True)
class PreparedFilm:
    """A film of Java's, and what it says of itself.

    Attributes:
        java: a SessionFilm
        frames: their number
        ahead: number of frames to compute at the same time
        shape: of the array of a frame
        dtype: likewise
        fps: frames per second
        loop: whether it goes on with its first frame
        has_shutter: whether a frame is the mean of several pictures
        warning: about the film, empty if there is none
    """

    java: Any
    frames: int
    ahead: int
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    fps: Fraction
    loop: bool
    has_shutter: bool
    warning: str


def _prepared(film: Any) -> PreparedFilm:
    facts, pixels = film.film(), film.film().pixels()
    sides = int(facts.height()), int(facts.width())
    channels = int(pixels.channels())
    return PreparedFilm(
        java=film,
        frames=int(facts.frames()),
        ahead=int(film.ahead()),
        shape=sides if channels == 1 else (*sides, channels),
        dtype=np.dtype(f"u{int(pixels.bits()) // 8}"),
        fps=Fraction(int(facts.rate().frames()), int(facts.rate().seconds())),
        loop=bool(facts.loop()),
        has_shutter=bool(film.hasShutter()),
        warning=str(film.warning()),
    )


def film(
    device: str, options: dict[str, str], keys: Any, out: Optional[str], ffmpeg_options: Optional[str], resume: bool,
    keep: bool
) -> PreparedFilm:
    """A film whose frames are computed one by one; with ``out`` it is written, too.

    Args:
        options: texts by keyword
        keys: the name of a file of key frames, or their JSON as bytes, or None
    """

    def work(java: _bridge.Java) -> PreparedFilm:
        folder = java.Path.of(os.getcwd())
        texts = _texts(options)
        output = None
        if out is not None:
            target = jpype.JClass("org.juliaset.animate.FilmTarget")(out, _bridge.java_path(java, "out", out))
            output = jpype.JClass("org.juliaset.embed.SessionFilm").Output(
                target, ffmpeg_options, os.environ.get("PATH"), resume, keep)
        read = _key_frames(java, keys, folder)
        spelling = java.spelling(_SPELLING)
        try:
            return _prepared(_calls.finish(
                java.session.film(device, java.HashMap(texts), read, folder, spelling, output)))
        except java.IOException as e:
            raise OSError(f"cannot write {out}: {java.FileProblem.reason(e)}") from None

    return with_java(work)


def _texts(options: dict[str, str]) -> dict[str, str]:
    """Texts by the library's names."""
    terms = [str(name) for name in jpype.JClass("org.juliaset.animate.Terms").names().toArray()]
    known = {**_OPTIONS, **{name.replace("-", "_"): name for name in sorted([*terms, *_BASES])}}
    for keyword, text in options.items():
        if keyword not in known and keyword not in _PARTS:
            raise TypeError(f"{keyword}={text!r} is no option of a film: use one of {', '.join(known)}")
    return {(known | _PARTS)[keyword]: text for keyword, text in options.items()}


def _key_frames(java: _bridge.Java, keys: Any, folder: Any) -> Any:
    if keys is None:
        return None
    key_file = jpype.JClass("org.juliaset.animate.KeyFile")
    if isinstance(keys, bytes):
        return key_file.of(keys.decode(), folder)
    try:
        return key_file.read(_bridge.java_path(java, "keys", keys), keys)
    except java.IOException as e:
        raise OSError(f"cannot read {keys}: {java.FileProblem.reason(e)}") from None


def with_java(work: Callable[[_bridge.Java], _T]) -> _T:
    """Runs code that calls Java, with the names of a film's parameters in messages."""
    return _bridge.with_java(work, _SPELLING)


def frame(film: PreparedFilm, number: int) -> _Array:
    """Computes the pixels of a frame."""
    return with_java(lambda java: array(java, film, _calls.finish(film.java.pixels(number))))


def array(java: _bridge.Java, film: PreparedFilm, pixels: Any) -> _Array:
    """A new array of pixels that Java has computed."""
    target = np.empty(film.shape, film.dtype)
    film.java.copy(pixels, _bridge.direct(java, target))
    return target


def parameters(film: PreparedFilm, number: int) -> dict[str, Any]:
    """A frame's parameters by keyword."""

    def work(java: _bridge.Java) -> dict[str, Any]:
        texts = {str(entry.getKey()): str(entry.getValue()) for entry in film.java.parameters(number).entrySet()}
        return {name.replace("-", "_"): _value(java, name, text) for name, text in texts.items()}

    return with_java(work)


def _value(java: _bridge.Java, name: str, text: str) -> Any:
    kind = str(java.Parameters.find(name).get().type().kind())
    if kind == "FLAG":
        return text == "true"
    if kind == "WHOLE" or kind == "CHOICE" and text.isdecimal():
        return int(text)
    return float(text) if kind == "REAL" else text
