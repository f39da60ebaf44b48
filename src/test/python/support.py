"""What several tests need: the golden cases, NumPy's own computation, and processes of their own."""

import hashlib
import os
import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from juliaset import ComplexRegion, JuliaDiv, MandelbrotDiv

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "src" / "test" / "resources" / "golden"

ARTICLE = -0.835 - 0.2321j


@dataclass(frozen=True)
class Case:
    """A row of counts.tsv or map.tsv. Its row 0 is at ytop, which is where our second axis begins."""

    name: str
    region: ComplexRegion
    julia: JuliaDiv | MandelbrotDiv
    sha256: str


def _rows(file):
    lines = [line for line in (GOLDEN / file).read_text().splitlines() if not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[1:]]


def counts_cases():
    for row in _rows("counts.tsv"):
        region = ComplexRegion(*(float(row[name]) for name in ("xleft", "xright", "ytop", "ybot")))
        julia = JuliaDiv(
            complex(float(row["real"]), float(row["imag"])),
            float(row["threshold"]),
            (0, int(row["itermax"])),
            int(row["resolution"]),
        )
        yield Case(row["name"], region, julia, row["sha256"])


def map_cases(counts):
    """Those in float64, of ``plain`` or ``smooth`` counts."""
    for row in _rows("map.tsv"):
        if row["precision"] == "double" and row["counts"] == counts:
            region = ComplexRegion(*(float(row[name]) for name in ("xleft", "xright", "ytop", "ybot")))
            of_map = MandelbrotDiv(float(row["threshold"]), (0, int(row["itermax"])), int(row["resolution"]))
            yield Case(row["name"], region, of_map, row["sha256"])


def golden_pixels(options):
    """Hash of the gray pixels that the article's program writes."""
    return next(row["sha256"] for row in _rows("pixels.tsv") if row["options"] == options)


DETAIL_PIXELS = golden_pixels("-x=-0.1 -X=0.1 -y=-0.1 -Y=0.1 -m=20 -M=100 -R=4000")
OVERVIEW_PIXELS = golden_pixels("-R=1000")


def sha256(array):
    return hashlib.sha256(np.ascontiguousarray(array)).hexdigest()


def numpy_counts(points, julia):
    """Escape counts as NumPy computes them, every operation rounded by itself."""
    itermax = julia.n_iterations[1]
    counts = np.full(points.size, itermax, dtype=np.uint32)
    re, im = points.real.ravel(), points.imag.ravel()
    alive = np.arange(points.size)
    for n in range(itermax):
        re, im = re * re - im * im + julia.c_0.real, re * im + re * im + julia.c_0.imag
        escaped = re * re + im * im >= julia.threshold * julia.threshold
        counts[alive[escaped]] = n
        re, im, alive = re[~escaped], im[~escaped], alive[~escaped]
    return counts.reshape(points.shape)


def numpy_values(points, julia):
    itermin, itermax = julia.n_iterations
    return (np.maximum(numpy_counts(points, julia).astype(np.int64), itermin) - itermin) / (itermax - itermin)


def png_samples(path):
    """Samples of a gray PNG without filters, shape (height, width)."""
    data = Path(path).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    position, packed = 8, b""
    while position < len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind, body = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        if kind == b"IHDR":
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
        elif kind == b"IDAT":
            packed += body
        position += length + 12
    rows = np.frombuffer(zlib.decompress(packed), dtype=np.uint8).reshape(height, width + 1)
    assert not rows[:, 0].any(), "a row has a filter"
    return rows[:, 1:]


def png_pixels(path):
    """Pixels of any PNG of the program: (height, width) or (height, width, 3), in uint8 or uint16."""
    data = Path(path).read_bytes()
    width, height, bits, kind = struct.unpack(">IIBB", data[16:26])
    packed, position = b"", 8
    while position < len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        if data[position + 4 : position + 8] == b"IDAT":
            packed += data[position + 8 : position + 8 + length]
        position += length + 12
    channels = {0: 1, 2: 3}[kind]
    step = channels * bits // 8
    rows = np.frombuffer(zlib.decompress(packed), dtype=np.uint8).reshape(height, -1)
    above = [0] * (width * step)
    pixels = []
    for row in rows:
        above = _unfiltered(int(row[0]), row[1:].tolist(), above, step)
        pixels.append(above)
    array = np.array(pixels, dtype=np.uint8).view(f">u{bits // 8}").astype(f"u{bits // 8}")
    return array.reshape((height, width) if channels == 1 else (height, width, channels))


def _unfiltered(kind, row, above, step):
    """A row by the PNG specification: 0 none, 1 sub, 2 up, 3 average, 4 Paeth."""
    for k in range(len(row)):
        left, corner = (row[k - step], above[k - step]) if k >= step else (0, 0)
        near = left + above[k] - corner
        paeth = min((left, above[k], corner), key=lambda value: abs(near - value))
        row[k] = row[k] + (0, left, above[k], (left + above[k]) // 2, paeth)[kind] & 255
    return row


def python(program, *arguments, cwd=None, timeout=300, **environment):
    """A process of its own: a program's text, the environment on top of ours, None to leave a variable out."""
    return run("-c", program, *arguments, cwd=cwd, timeout=timeout, **environment)


def run(*arguments, cwd=None, timeout=300, **environment):
    """Likewise, with arguments of Python itself."""
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=timeout,
        cwd=cwd,
        env=surroundings(**environment),
    )


def surroundings(**changes):
    environment = {name: value for name, value in os.environ.items() if name not in changes}
    environment.update({name: str(value) for name, value in changes.items() if value is not None})
    return environment
