"""Keeps Java's handlers of signals in place.

Java tells its threads to pause by a page of memory that must not be read: they read it, the processor
objects, and Java's handler of SIGSEGV knows what is meant. LLVM, which OpenCL drivers bring as their
compiler, puts a handler of its own before that one. It is meant for crashes and removes itself with the
first signal (SA_RESETHAND), so that a second thread which is told to pause at that moment meets no handler at
all, and the process ends. So what a call changes here is changed back, after it and while waiting for it.
"""

import ctypes
import signal
import threading

_NUMBERS = [
    int(getattr(signal, name)) for name in ("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL") if hasattr(signal, name)
]

# More than a struct sigaction takes anywhere. It begins with the handler's address.
_SIZE = 512

_Action = ctypes.Array[ctypes.c_char]

try:
    _sigaction = ctypes.CDLL(None).sigaction
except (AttributeError, TypeError, OSError):
    # Windows, where Java does otherwise
    _NUMBERS = []

_lock = threading.Lock()
_calls = 0
_before: dict[int, _Action] = {}


def address(number: int) -> bytes:
    """Of a signal's handler."""
    return _address(_action(number))


def enter() -> None:
    """A call begins: what others have set up by now, while none was going on, is left to them."""
    global _calls, _before
    with _lock:
        if _calls == 0:
            _before = {number: _action(number) for number in _NUMBERS}
        _calls += 1


def restore() -> None:
    """Undoes what has changed since the first of the calls that are going on."""
    with _lock:
        for number, before in _before.items():
            if _address(before) != address(number):
                _sigaction(number, before, None)


def leave() -> None:
    """A call has ended."""
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
