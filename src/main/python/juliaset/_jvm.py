"""Starts Java in this process, with the options that the library needs."""

import contextlib
import locale
import os
import re
import shlex
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Optional

import _jpype
import jpype

_OLDEST = 17
_REMEDY = f"install Java {_OLDEST} or newer, or set JAVA_HOME to it"
_LIB = Path(__file__).parent / "lib"

# Where Debian has JPype's own jar, which its JPype looks for beside itself and does not find.
_DEBIANS_JPYPE_JAR = Path("/usr/share/java/org.jpype.jar")

_FLAGS = f"-XX:Flags={_LIB.with_name('java.flags')}"
_LOG = ["-Xlog:disable", "-Xlog:all=warning:stderr"]
_OPTIONS = [
    # what gives way to the user's options, wherever these are
    _FLAGS,
    # nothing on standard output
    *_LOG,
    # signals are Python's: Java takes none of them
    "-Xrs",
    "-Djava.awt.headless=true",
    # what brings SIMD in
    "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
]

# What Java reads of itself, before the options that it is given and after them.
_BEFORE = "JAVA_TOOL_OPTIONS"
_OWN = "JULIASET_JAVA_OPTS"
_VARIABLES = (_BEFORE, _OWN, "_JAVA_OPTIONS")

# How long to wait for a Java that tries options, and what it says that is no reason.
_PATIENCE = 20
_EMPTY_WORDS = re.compile("Picked up |Error: Could not create|Error: A fatal exception|Error occurred during init|$")

_ASCII = {"ANSI_X3.4-1968", "US-ASCII", "646"}

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
    own, options = _own_options(), _options()
    if version is None or version >= 24:
        options.append("--enable-native-access=ALL-UNNAMED")
    _require_possible(library, options + own)
    try:
        with _utf8():
            jpype.startJVM(str(library), *options, *own, classpath=_class_path(), interrupt=True)
    except Exception as e:
        reason = " ".join(str(e).split())
        raise RuntimeError(f"Java could not be started from {library}: {reason}") from e
    _require_version()


def _own_options() -> list[str]:
    """The user's for this library."""
    text = os.environ.get(_OWN, "")
    try:
        return shlex.split(text)
    except ValueError:
        raise RuntimeError(f"{_OWN} is {text}: close its quotes") from None


def _options() -> list[str]:
    """Ours, as far as the user's leave room for them."""
    options = list(_OPTIONS)
    before = os.environ.get(_BEFORE, "")
    if any(re.search("-XX:(Flags=|VMOptionsFile=|-UseSerialGC)", os.environ.get(name, "")) for name in _VARIABLES):
        # Java takes one file of flags, and does not take the choice of a collector that is switched off
        options.remove(_FLAGS)
    if "-Xlog" in before or "-verbose" in before:
        options = [option for option in options if option not in _LOG]
    folder = os.environ.get("TMPDIR", "")
    if os.path.isdir(folder) and "-Djava.io.tmpdir=" not in before:
        options.append(f"-Djava.io.tmpdir={folder}")
    return options


def _require_possible(library: Path, options: list[str]) -> None:
    """Tries options in a process of its own where the user has some: a JVM that does not take one ends its process."""
    given = [name for name in _VARIABLES if os.environ.get(name)]
    java = next((path for folder in library.resolve().parents[:5] if (path := folder / "bin" / "java").is_file()), None)
    if not given or java is None:
        return
    environment = {name: value for name, value in os.environ.items() if name != "JDK_JAVA_OPTIONS"}
    command = [str(java), *options, "-version"]
    try:
        tried = subprocess.run(
            command, env=environment, capture_output=True, text=True, errors="replace", timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        # that Java waits for a debugger, for instance
        return
    if tried.returncode != 0:
        lines = [line for line in (tried.stdout + tried.stderr).splitlines() if not _EMPTY_WORDS.match(line)]
        values = ", ".join(f"{name} is {os.environ[name]}" for name in given)
        raise RuntimeError(f"Java does not start with the options of the environment ({values}): {' '.join(lines)}")


@contextlib.contextmanager
def _utf8() -> Iterator[None]:
    """Java names files in the character set of the locale, also where that is ASCII and Python goes by UTF-8."""
    given = os.environ.get("LC_ALL")
    needed = locale.nl_langinfo(locale.CODESET) in _ASCII
    if needed:
        os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        if needed and given is None:
            del os.environ["LC_ALL"]
        elif needed:
            os.environ["LC_ALL"] = given


def _class_path() -> list[str]:
    if os.pathsep in str(_LIB):
        raise RuntimeError(f"{_LIB} has a colon in its name, which ends a name for Java: install the wheel elsewhere")
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
