"""Starts Java in this process, with the options that the library needs."""

import contextlib
import ctypes
import locale
import os
import platform
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Optional

import _jpype
import jpype
import jpype.config

_OLDEST = 17
_REMEDY = f"install Java {_OLDEST} or newer, or set JAVA_HOME to it"
_LIB = Path(__file__).parent / "lib"

# The path of JPype's jar on Debian, where JPype does not find it.
_DEBIANS_JPYPE_JAR = Path("/usr/share/java/org.jpype.jar")

_FLAGS = f"-XX:Flags={_LIB / 'java.flags'}"
_LOG = ["-Xlog:disable", "-Xlog:all=warning:stderr"]
_OPTIONS = [
    # defaults, which the user's options override
    _FLAGS,
    # nothing on standard output
    *_LOG,
    # Python handles signals, Java handles none
    "-Xrs",
    "-Djava.awt.headless=true",
    # for SIMD
    "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
]

# The variables with options for Java, in the order in which they apply.
_BEFORE = "JAVA_TOOL_OPTIONS"
_OWN = "JULIASET_JAVA_OPTS"
_VARIABLES = (_BEFORE, _OWN, "_JAVA_OPTIONS")

# Seconds to wait for a trial of options, and the beginnings of lines that do not explain its failure.
_PATIENCE = 20
_EMPTY_WORDS = re.compile("Picked up |Error: Could not create|Error: A fatal exception|Error occurred during init|$")

_lock = threading.Lock()
_started = False
_forked = False


def _after_fork() -> None:
    """Marks a forked process: it has Java's memory but not its threads, so nothing may wait for Java."""
    global _lock, _forked
    if _lock.locked() or jpype.isJVMStarted():
        _forked = True
        jpype.config.onexit = False
        _end_in_jpype()
    _lock = threading.Lock()


def _end_in_jpype() -> None:
    """Tells JPype that Java has ended, as Java itself does.

    Otherwise JPype calls Java for each freed object, and waits for ever for a lock that a thread of the parent process
    held.
    """
    try:
        library = ctypes.PyDLL(_jpype.__file__)
        context = ctypes.c_void_p.in_dll(library, "JPContext_global")
        library.Java_org_jpype_JPypeContext_onShutdown(None, None, context)
    except (OSError, ValueError, AttributeError):
        pass  # a version of JPype with other names


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def is_attached() -> bool:
    """Returns whether Java runs and this thread is attached to it."""
    return not _forked and bool(_jpype.isThreadAttachedToJVM())


def is_running() -> bool:
    """Returns whether Java runs in this process and can be called."""
    return not _forked and bool(jpype.isJVMStarted())


def start() -> None:
    """Starts Java if necessary, and makes the library's classes available.

    Raises:
        RuntimeError: if that fails; the message says what to do
    """
    global _started
    if _forked:
        raise RuntimeError(
            "this process was forked from one in which Java runs, and Java does not survive that: start it"
            " afresh, for instance with multiprocessing's start method \"spawn\""
        )
    with _lock:
        if not _started:
            # PoCL's own handler for SIGFPE breaks Java's integer division
            os.environ.setdefault("POCL_SIGFPE_HANDLER", "0")
            if jpype.isJVMStarted():
                _adopt()
            else:
                _launch()
            _started = True
        elif not jpype.isJVMStarted():
            raise RuntimeError("Java has been shut down in this process, and cannot be started in it again")


def _launch() -> None:
    library = _library()
    version = _version(library)
    if version is not None and version < _OLDEST:
        raise RuntimeError(f"{library} is Java {version}: {_REMEDY}")
    own, options = _own_options(), _options()
    if version is None or version >= 24:
        options.append("--enable-native-access=ALL-UNNAMED")
    class_path = _class_path()
    _require_possible(library, options + own)
    try:
        with _utf8():
            jpype.startJVM(str(library), *options, *own, classpath=class_path, interrupt=True)
    except Exception as e:
        _require_loadable(library)
        reason = " ".join(str(e).split())
        raise RuntimeError(f"Java could not be started from {library}{_given()}: {reason}") from e
    _require_version()


def _own_options() -> list[str]:
    """Returns the user's options for this library. As with the program ``java``, a value may be a separate word."""
    text = os.environ.get(_OWN, "")
    try:
        words = shlex.split(text)
    except ValueError:
        raise RuntimeError(f"{_OWN} is {text}: close its quotes") from None
    options: list[str] = []
    for word in words:
        if options and re.fullmatch("--[a-z-]+", options[-1]) and not word.startswith("-"):
            options[-1] += "=" + word
        else:
            options.append(word)
    return options


def _options() -> list[str]:
    """Returns the package's options, without those that conflict with the user's."""
    options = list(_OPTIONS)
    before = os.environ.get(_BEFORE, "")
    if any(re.search("-XX:(Flags=|VMOptionsFile=|-UseSerialGC)", os.environ.get(name, "")) for name in _VARIABLES):
        # Java accepts one file of flags, and rejects the choice of a collector that is disabled
        options.remove(_FLAGS)
    if "-Xlog" in before or "-verbose" in before:
        options = [option for option in options if option not in _LOG]
    folder = os.environ.get("TMPDIR", "")
    if os.path.isdir(folder) and "-Djava.io.tmpdir=" not in before:
        options.append(f"-Djava.io.tmpdir={folder}")
    return options


def _require_possible(library: Path, options: list[str]) -> None:
    """Tries options in a child process if Java may not start with them: a JVM that fails would end this process."""
    java = _program(library)
    if java is None or not (_given() or _is_limited()):
        return
    environment = {name: value for name, value in os.environ.items() if name != "JDK_JAVA_OPTIONS"}
    command = [str(java), *options, "-version"]
    try:
        tried = subprocess.run(
            command, env=environment, capture_output=True, text=True, errors="replace", timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        # Java may be waiting for a debugger, for example
        return
    if tried.returncode != 0:
        lines = [line for line in (tried.stdout + tried.stderr).splitlines() if not _EMPTY_WORDS.match(line)]
        reason = " ".join(lines) or f"it ends with status {tried.returncode}"
        raise RuntimeError(f"Java does not start{_given()}: {reason}")


def _given() -> str:
    """Returns the options of the environment as part of a message; empty if there are none."""
    values = [f"{name} is {os.environ[name]}" for name in _VARIABLES if os.environ.get(name)]
    return f" with the options of the environment ({', '.join(values)})" if values else ""


def _is_limited() -> bool:
    """Returns whether the memory of this process is limited."""
    try:
        import resource
    except ImportError:
        return False
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


def _require_loadable(library: Path) -> None:
    try:
        ctypes.CDLL(str(library))
    except OSError as e:
        bits = 8 * ctypes.sizeof(ctypes.c_void_p)
        raise RuntimeError(
            f"Java could not be started from {library} ({str(e).removeprefix(f'{library}: ')}):"
            f" set JAVA_HOME to a Java of {bits} bits for {platform.machine()}, as this Python is"
        ) from None


@contextlib.contextmanager
def _utf8() -> Iterator[None]:
    """Makes Java decode file names as Python does, and restores the locale afterwards.

    Java takes the character set of file names from the locale of the environment. If that is not installed, Python
    uses UTF-8, but Java does not. Java also sets the locale of the process.
    """
    before = locale.setlocale(locale.LC_ALL)
    named = os.environ.get("LC_ALL")
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    if hasattr(locale, "nl_langinfo") and sys.getfilesystemencoding() == "utf-8":
        if locale.nl_langinfo(locale.CODESET).upper() != "UTF-8":
            os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        if named is None:
            os.environ.pop("LC_ALL", None)
        else:
            os.environ["LC_ALL"] = named
        locale.setlocale(locale.LC_ALL, before)


def _class_path() -> list[str]:
    if os.pathsep in str(_LIB):
        raise RuntimeError(f"{_LIB} has a colon in its name, which ends a name for Java: install the wheel elsewhere")
    jars = sorted(str(jar) for jar in _LIB.glob("*.jar"))
    if not jars:
        raise RuntimeError(
            f"there are no jars in {_LIB}: install the wheel, with pip, instead of using it or the sources as they are"
        )
    beside = Path(_jpype.__file__).parent / "org.jpype.jar"
    if not beside.exists() and _DEBIANS_JPYPE_JAR.exists():
        jars.append(str(_DEBIANS_JPYPE_JAR))
    environment = os.environ.get("CLASSPATH")
    return jars + (environment.split(os.pathsep) if environment else [])


def _library() -> Path:
    """Returns the shared library of the JVM."""
    home = os.environ.get("JAVA_HOME")
    try:
        library = Path(jpype.getDefaultJVMPath())
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException):
        if not home:
            raise RuntimeError(f"no Java found: {_REMEDY}") from None
        library = None
    if home and (library is None or Path(home).resolve() not in library.resolve().parents):
        raise RuntimeError(
            f"JAVA_HOME is {home}, and there is no Java in it: set JAVA_HOME to a JDK or JRE, or unset it")
    return library


def home() -> Path:
    """Returns the folder of the Java to use.

    Raises:
        RuntimeError: if there is no Java, or it has no program ``java``
    """
    library = _library()
    java = _program(library)
    if java is None:
        raise RuntimeError(f"{library} has no program java with it: {_REMEDY}")
    return java.parents[1]


def _program(library: Path) -> Optional[Path]:
    """Returns the program ``java`` that belongs to a JVM's library, or None."""
    for folder in library.parents[:5]:
        for name in ("java", "java.exe"):
            if (folder / "bin" / name).is_file():
                return folder / "bin" / name
    return None


def _version(library: Path) -> Optional[int]:
    """Returns the version of a JVM's library, from the file that every JDK and JRE since 9 has; else None."""
    for folder in library.resolve().parents[:5]:
        release = folder / "release"
        if release.is_file():
            found = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', release.read_text(errors="replace"), re.MULTILINE)
            return int(found.group(1)) if found else None
    return None


def _adopt() -> None:
    """Adds the library's classes to a JVM that other code of this process has started."""
    _require_version()
    for jar in sorted(_LIB.glob("*.jar")):
        jpype.addClassPath(str(jar))
    try:
        jpype.JClass("org.juliaset.embed.Session")
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
