"""The command line, ``python -m juliaset``: the program ``juliaset`` in place of this process, on the same Java."""

import os
import signal
import sys
from pathlib import Path

from . import _jvm

_PROGRAM = Path(__file__).parent / "bin" / "juliaset"


def main() -> None:
    """Replaces this process by the program, with the same arguments; its exit status is that of the process."""
    environment = dict(os.environ)
    if not environment.get("JAVA_HOME"):
        try:
            environment["JAVA_HOME"] = str(_jvm.home())
        except RuntimeError as e:
            raise SystemExit(f"juliaset: {e}") from None
    for name in ("SIGPIPE", "SIGXFSZ"):
        # Python ignores these signals, and the program would inherit that
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    try:
        os.execve("/bin/sh", ["sh", str(_PROGRAM), *sys.argv[1:]], environment)
    except OSError as e:
        raise SystemExit(f"juliaset: /bin/sh cannot be started, which {_PROGRAM} needs: {e.strerror}") from None


if __name__ == "__main__":
    main()
