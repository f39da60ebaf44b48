"""Keeps Java's signal handlers in place.

Java pauses its threads with a protected page of memory: a thread that reads it gets SIGSEGV, which Java's handler
recognises. LLVM, the compiler in OpenCL drivers, installs a handler for crashes before that one. It removes itself at
the first signal (SA_RESETHAND), so a second thread that pauses at that moment finds no handler, and the process ends.
Therefore the handlers that a call replaces are restored after the call and while waiting for it.
"""

import ctypes
import signal
import threading

_NUMBERS = [
    int(getattr(signal, name)) for name in ("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL") if hasattr(signal, name)
]

# Larger than a struct sigaction on any system. It starts with the address of the handler.
_SIZE = 512

_Action = ctypes.Array[ctypes.c_char]

try:
    _sigaction = ctypes.CDLL(None).sigaction
except (AttributeError, TypeError, OSError):
    # Windows, where Java uses no signals
    _NUMBERS = []

# a call that is given up by the garbage collector leaves in the middle of anything
_lock = threading.RLock()
_calls = 0
_before: dict[int, _Action] = {}


def address(number: int) -> bytes:
    """Returns the address of a signal's handler."""
    return _address(_action(number))


def enter() -> None:
    """Notes the start of a call. Handlers that are installed while no call is running are kept."""
    global _calls, _before
    with _lock:
        if _calls == 0:
            _before = {number: _action(number) for number in _NUMBERS}
        _calls += 1


def restore() -> None:
    """Restores the handlers from before the first of the running calls."""
    with _lock:
        for number, before in _before.items():
            if _address(before) != address(number):
                _sigaction(number, before, None)


def leave() -> None:
    """Notes the end of a call."""
    global _calls
    restore()
    with _lock:
        _calls -= 1


def _action(number: int) -> _Action:
    action = (ctypes.c_char * _SIZE)()
    _sigaction(number, None, action)
    return action


def _address(action: _Action) -> bytes:
    return bytes(action)[: ctypes.sizeof(ctypes.c_void_p)]
