"""Builds the wheel (PEP 517, PEP 427): the package, and in it the program that Maven has laid out, under its version.

It takes nothing but Python, so that no index of packages has to be reached.
"""

import base64
import hashlib
import json
import os
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PROGRAM = ROOT / "target" / "juliaset"

# An archive of loaded classes serves one Java in one place.
LEFT_OUT = ("classes-",)

METADATA = """\
Metadata-Version: 2.1
Name: juliaset
Version: {version}
Summary: Filled Julia sets at very high resolution, on the CPU and on OpenCL devices
License: MIT
Keywords: fractal,julia-set,mandelbrot,opencl
Classifier: Development Status :: 4 - Beta
Classifier: License :: OSI Approved :: MIT License
Classifier: Operating System :: POSIX
Classifier: Programming Language :: Java
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Scientific/Engineering :: Mathematics
Classifier: Topic :: Multimedia :: Graphics
Requires-Python: >=3.10
Requires-Dist: jpype1>=1.4.1
Requires-Dist: numpy>=1.24
Description-Content-Type: text/markdown

"""

# The program, as a command of the environment that the wheel is installed into.
ENTRY_POINTS = """\
[console_scripts]
juliaset = juliaset.__main__:main
"""

WHEEL = """\
Wheel-Version: 1.0
Generator: juliaset
Root-Is-Purelib: true
Tag: py3-none-any
"""


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Called by pip; returns the wheel's name."""
    version = program_version()
    files = package_files()
    files["juliaset/_version.py"] = f'version = "{version}"\n'.encode()
    files["juliaset/_parameters.py"] = f"LIMITS = {parameter_limits()!r}\n".encode()
    info = f"juliaset-{version}.dist-info"
    files[f"{info}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    files[f"{info}/METADATA"] = METADATA.format(version=version).encode() + (ROOT / "src/docs/python.md").read_bytes()
    files[f"{info}/entry_points.txt"] = ENTRY_POINTS.encode()
    files[f"{info}/WHEEL"] = WHEEL.encode()
    files[f"{info}/RECORD"] = record(files, f"{info}/RECORD")
    name = f"juliaset-{version}-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            # the same bytes at any time, and readable by all
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return name


def program_version():
    """Of the one jar of the program's name, as Python writes it."""
    jars = list((PROGRAM / "lib").glob("juliaset-*.jar"))
    if len(jars) != 1:
        raise SystemExit(f"there is no one {PROGRAM}/lib/juliaset-*.jar: build it, with mvn -DskipTests clean package")
    return jars[0].stem.removeprefix("juliaset-").replace("-SNAPSHOT", ".dev0")


def parameter_limits():
    """Limits of the library's table of parameters, by name: kind, bound and advice of each."""
    return json.loads((ROOT / "target" / "parameters.json").read_text())


def package_files():
    """Contents by path in the wheel."""
    sources = [path for path in (HERE / "juliaset").iterdir() if path.suffix in (".py", ".typed")]
    files = {f"juliaset/{path.name}": path for path in sources}
    for folder in ("bin", "lib", "licenses"):
        for path in (PROGRAM / folder).iterdir():
            if not path.name.startswith(LEFT_OUT):
                files[f"juliaset/{folder}/{path.name}"] = path
    return {name: files[name].read_bytes() for name in sorted(files)}


def record(files, own_path):
    lines = []
    for path, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}\n")
    lines.append(f"{own_path},,\n")
    return "".join(lines).encode()
