import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import support
from juliaset import ComplexRegion, JuliaDiv

# Some seconds of work, of which a part is soon on the disk: no orbit of c = 0.25 repeats itself.
JULIA = "JuliaDiv(0.25, n_iterations=(0, 2000), resolution=4000)"
REGION = "ComplexRegion(-0.4, 0.4, -0.4, 0.4)"


class InterruptionTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def start(self, name, body, options=""):
        program = (
            "import signal, sys, threading, time; from juliaset import *\n"
            f"def render(): {JULIA}.render({REGION}, {name!r}{options})\n"
            "def fail(*_): raise ValueError('of the handler')\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "signal.signal(signal.SIGTERM, fail)\n"
            "signal.signal(signal.SIGHUP, lambda *_: sys.exit(5))\n" + body
        )
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=support.surroundings(JAVA_TOOL_OPTIONS=None, JULIASET_JAVA_OPTS="-Djuliaset.checkpoint.millis=0"),
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def await_checkpoint(self, name, process):
        journal = self.folder / f"{name}.part.journal"
        end = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < end:
            if journal.exists() and b"\nbands " in journal.read_bytes():
                return
            time.sleep(0.02)
        self.fail(f"no checkpoint: {process.communicate()}")

    def interrupted(self, name, body="render()", sent=signal.SIGINT, options=""):
        """Status and last line of a process in which a render is interrupted when a part of it is on the disk."""
        process = self.start(name, body, options)
        self.await_checkpoint(name, process)
        if sent:
            process.send_signal(sent)
        _, err = process.communicate(timeout=120)
        return process.returncode, (err.splitlines() or [""])[-1]

    def left(self):
        return sorted(file.name for file in self.folder.iterdir())

    def test_ctrl_c_leaves_nothing(self):
        for name in ("x.png", "x.npy", "x.dzi"):
            with self.subTest(name):
                self.assertEqual((-signal.SIGINT, "KeyboardInterrupt"), self.interrupted(name))
                self.assertEqual([], self.left())

    def test_a_handler_that_raises_leaves_nothing(self):
        self.assertEqual((1, "ValueError: of the handler"), self.interrupted("x.png", sent=signal.SIGTERM))
        self.assertEqual([], self.left())
        self.assertEqual((5, ""), self.interrupted("x.png", sent=signal.SIGHUP))
        self.assertEqual([], self.left())

    def test_an_exception_that_another_thread_sets_leaves_nothing(self):
        body = (
            "import ctypes\n"
            "thread = threading.Thread(target=render); thread.start()\n"
            "signal.sigwait([signal.SIGUSR1])\n"
            "number = ctypes.c_ulong(thread.ident)\n"
            "ctypes.pythonapi.PyThreadState_SetAsyncExc(number, ctypes.py_object(KeyError))\n"
            "thread.join()\n"
        )
        body = "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])\n" + body
        self.assertEqual((0, "KeyError"), self.interrupted("x.png", body, signal.SIGUSR1))
        self.assertEqual([], self.left())

    def test_the_end_of_python_leaves_nothing_and_does_not_wait_for_the_picture(self):
        body = (
            "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])\n"
            "threading.Thread(target=render, daemon=True).start()\n"
            "signal.sigwait([signal.SIGUSR1])\n"
        )
        self.assertEqual((0, ""), self.interrupted("x.png", body, signal.SIGUSR1))
        self.assertEqual([], self.left())

    def test_what_is_kept_is_resumed_to_the_same_bytes(self):
        options = ", keep_partial=True"
        self.assertEqual(-signal.SIGINT, self.interrupted("x.png", options=options)[0])
        self.assertEqual(["x.png.part", "x.png.part.journal"], self.left())
        julia, region = eval(JULIA), eval(REGION)
        path = self.folder / "x.png"
        for keywords in ({}, {"keep_partial": True}):
            refusal = "x.png.part is what .* has left: resume it with resume=True, or delete"
            with self.assertRaisesRegex(ValueError, refusal):
                julia.render(region, path, **keywords)
        other = JuliaDiv(0.25, n_iterations=(1, 2000), resolution=4000)
        with self.assertRaisesRegex(ValueError, r"was begun with n_iterations\[0\] 0 instead of 1: resume it"):
            other.render(region, path, resume=True)
        mirrored = ComplexRegion(-0.4, 0.4, 0.4, -0.4)
        with self.assertRaisesRegex(ValueError, "was begun with yleft -0.4 instead of 0.4, yright 0.4 instead of -0.4"):
            julia.render(mirrored, path, resume=True)

        self.assertEqual(-signal.SIGINT, self.interrupted("x.png", options=", resume=True")[0])
        self.assertEqual(["x.png.part", "x.png.part.journal"], self.left())
        julia.render(region, path, resume=True)
        julia.render(region, self.folder / "whole.png")
        self.assertEqual((self.folder / "whole.png").read_bytes(), path.read_bytes())
        self.assertEqual(["whole.png", "x.png"], self.left())


if __name__ == "__main__":
    unittest.main()
