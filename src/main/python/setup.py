"""Puts the jars and the flags for Java that Maven has laid out into the wheel, under the version that they have."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parents[3]
TARGET = ROOT / "target"
LIB = TARGET / "juliaset" / "lib"


def version() -> str:
    """Of the one jar of that name."""
    jars = list(LIB.glob("juliaset-*.jar"))
    if len(jars) != 1:
        raise SystemExit(f"there is no one {LIB}/juliaset-*.jar: build it, with mvn -DskipTests clean package")
    return jars[0].stem.removeprefix("juliaset-")


class BuildWithJars(build_py):
    """Adds lib/*.jar and java.flags to the package."""

    def run(self) -> None:
        super().run()
        lib = Path(self.build_lib) / "juliaset" / "lib"
        shutil.rmtree(lib, ignore_errors=True)
        lib.mkdir(parents=True)
        for jar in sorted(LIB.glob("*.jar")):
            shutil.copy2(jar, lib)
        shutil.copy2(LIB / "java.flags", lib.parent)
        shutil.copy2(ROOT / "LICENSE", lib.parent)


setup(
    version=version(),
    cmdclass={"build_py": BuildWithJars},
    # what building leaves behind goes to where Maven's build is, and not beside the sources
    options={
        "build": {"build_base": str(TARGET / "python")},
        "egg_info": {"egg_base": str(TARGET)},
    },
)
