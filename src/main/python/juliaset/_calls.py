"""Calls of Java in the background: starting, waiting, stopping, and the end of Python.

Java is called in a thread of its own, and Python waits for it a little at a time, so that it can handle signals.
"""

from __future__ import annotations

import atexit
import os
import time
import weakref
from typing import Any

import jpype.config

from . import _jvm, _signals

# The longest delay of a signal: Python handles it between two calls of Java.
_POLL_MILLIS = 50

# Running calls, with the arrays to which Java may be writing.
_running: dict[object, tuple[Any, Any]] = {}
_ending = False

# Those whose calls may be running while nothing waits for them.
_ahead: weakref.WeakSet[Ahead] = weakref.WeakSet()


def _end() -> None:
    """Stops running calls when Python ends: Java waits for the threads that wait for them."""
    global _ending
    _ending = True
    try:
        if _jvm.is_running():
            for ahead in list(_ahead):
                ahead.stop()
        while _running:
            for call, _ in list(_running.values()):
                call.stop()
            time.sleep(_POLL_MILLIS / 1000)
    except KeyboardInterrupt:
        jpype.config.onexit = False
        raise


# registered after JPype's function, so that it runs before
atexit.register(_end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_running.clear)


def finish(call: Any, array: Any = None) -> Any:
    """Starts a call and waits for its end. If a signal interrupts the waiting, the call is stopped first.

    Args:
        array: what the call writes to; whatever signals say, it is kept until the call has ended
    """
    key = object()
    _running[key] = call, array
    _signals.enter()
    try:
        call.start()
        _wait(call)
    except BaseException:
        _stop(call, harmless=array is None)
        del _running[key]
        raise
    finally:
        _signals.leave()
    del _running[key]
    if _ending:
        raise SystemExit  # silent, since this is not the main thread
    return call.result()


def _wait(call: Any) -> None:
    while not call.endsWithin(_POLL_MILLIS):
        _signals.restore()


def _stop(call: Any, harmless: bool) -> None:
    """Waits for the end of the call; a second Ctrl-C abandons it if that is safe."""
    ended = False
    while not ended:
        try:
            call.stop()
            ended = call.endsWithin(_POLL_MILLIS)
        except KeyboardInterrupt:
            if harmless:
                raise


class Ahead:
    """Calls that write to no array, started before their results are needed. For one thread at a time."""

    def __init__(self) -> None:
        self._calls: list[Any] = []
        _ahead.add(self)

    def __len__(self) -> int:
        return len(self._calls)

    def start(self, call: Any) -> None:
        """Starts one more call."""
        self._calls.append(call)
        _signals.enter()
        call.start()

    def result(self) -> Any:
        """Waits for the end of the first call, and returns its result."""
        key, call = object(), self._calls[0]
        _running[key] = call, None
        try:
            _wait(call)
        finally:
            del _running[key]
        if _ending:
            raise SystemExit
        self._calls.pop(0)
        _signals.leave()
        return call.result()

    def stop(self) -> list[Any]:
        """Requests the end of all calls, and returns them."""
        stopped = []
        while self._calls:
            call = self._calls.pop()
            stopped.append(call)
            call.stop()
            _signals.leave()
        return stopped

    def end(self) -> None:
        """Stops all calls and waits for their end, unless Ctrl-C interrupts that."""
        for call in self.stop():
            _wait(call)
