"""Starts Java in this process, with the options that the library needs."""

import os
import re
import shlex
import threading
from pathlib import Path
from typing import Optional

import _jpype
import jpype

_OLDEST = 17
_REMEDY = f"install Java {_OLDEST} or newer, or set JAVA_HOME to it"
_LIB = Path(__file__).parent / "lib"

# Where Debian has JPype's own jar, which its JPype looks for beside itself and does not find.
_DEBIANS_JPYPE_JAR = Path("/usr/share/java/org.jpype.jar")

_OPTIONS = [
    # signals are Python's: Java takes none of them
    "-Xrs",
    # nothing on standard output, and no performance data in the temporary folder
    "-XX:+DisplayVMOutputToStderr",
    "-Xlog:disable",
    "-Xlog:all=warning:stderr",
    "-XX:-UsePerfData",
    "-Djava.awt.headless=true",
    # what brings SIMD in, and has it compiled early, see bin/juliaset
    "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:+EnableVectorSupport",
    "-XX:CompileCommand=quiet",
    "-XX:CompileCommand=CompileThresholdScaling,org.juliaset.engine.SimdKernel*::*,0.05",
    "-XX:CompileCommand=exclude,jdk/internal/org/objectweb/asm/Frame.execute",
]

_lock = threading.Lock()
_pid: Optional[int] = None


def start() -> None:
    """Makes sure that Java runs and knows our classes.

    Raises:
        RuntimeError: if it cannot, saying what to do
    """
    global _pid
    with _lock:
        if _pid is None:
            # PoCL's own handler for SIGFPE breaks Java's integer division
            os.environ.setdefault("POCL_SIGFPE_HANDLER", "0")
            if jpype.isJVMStarted():
                _adopt()
            else:
                _launch()
            _pid = os.getpid()
        elif not jpype.isJVMStarted():
            raise RuntimeError("Java has been shut down in this process, and cannot be started in it again")
    if _pid != os.getpid():
        raise RuntimeError(
            "this process was forked from one in which Java runs, and Java does not survive that: start it"
            " afresh, for instance with multiprocessing's start method \"spawn\""
        )


def _launch() -> None:
    library = _library()
    version = _version(library)
    if version is not None and version < _OLDEST:
        raise RuntimeError(f"{library} is Java {version}: {_REMEDY}")
    own = shlex.split(os.environ.get("JULIASET_JAVA_OPTS", ""))
    options = list(_OPTIONS)
    if not any(re.match(r"-XX:\+Use\w*GC$", option) for option in own):
        # it needs no threads of its own, and has little to do
        options.append("-XX:+UseSerialGC")
    if version is None or version >= 24:
        options.append("--enable-native-access=ALL-UNNAMED")
    try:
        jpype.startJVM(str(library), *options, *own, classpath=_class_path(), interrupt=True)
    except Exception as e:
        reason = " ".join(str(e).split())
        raise RuntimeError(f"Java could not be started from {library}: {reason}") from e
    _require_version()


def _class_path() -> list[str]:
    jars = sorted(str(jar) for jar in _LIB.glob("*.jar"))
    if not jars:
        raise RuntimeError(f"there are no jars in {_LIB}: install the wheel instead of using the sources")
    beside = Path(_jpype.__file__).parent / "org.jpype.jar"
    if not beside.exists() and _DEBIANS_JPYPE_JAR.exists():
        jars.append(str(_DEBIANS_JPYPE_JAR))
    environment = os.environ.get("CLASSPATH")
    return jars + (environment.split(os.pathsep) if environment else [])


def _library() -> Path:
    """The JVM's shared library."""
    home = os.environ.get("JAVA_HOME")
    try:
        library = Path(jpype.getDefaultJVMPath())
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException):
        if not home:
            raise RuntimeError(f"no Java found: {_REMEDY}") from None
        library = None
    if home and (library is None or Path(home).resolve() not in library.resolve().parents):
        raise RuntimeError(f"JAVA_HOME is {home}, and there is no Java in it: set JAVA_HOME to a JDK or JRE, or unset it")
    return library


def _version(library: Path) -> Optional[int]:
    """Of the Java that a library belongs to. Every JDK and JRE since 9 says it in a file; None if there is none."""
    for folder in library.resolve().parents[:5]:
        release = folder / "release"
        if release.is_file():
            found = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', release.read_text(errors="replace"), re.MULTILINE)
            return int(found.group(1)) if found else None
    return None


def _adopt() -> None:
    """Brings our classes into a JVM that other code of this process has started."""
    _require_version()
    for jar in sorted(_LIB.glob("*.jar")):
        jpype.addClassPath(str(jar))
    try:
        jpype.JClass("org.juliaset.render.Session")
    except Exception as e:
        raise RuntimeError(
            "Java runs in this process already, and our classes cannot be added to it:"
            " use juliaset before the code that starts it, or start it with juliaset's jars"
        ) from e


def _require_version() -> None:
    running = str(jpype.JClass("java.lang.System").getProperty("java.specification.version"))
    version = int(running.removeprefix("1."))
    if version < _OLDEST:
        raise RuntimeError(f"the Java that runs in this process is Java {version}: {_REMEDY}")
