import signal
import subprocess
import sys
import threading
import time
import unittest

import jpype
import numpy as np
import support
from juliaset import ComplexRegion, JuliaDiv

SQUARE = ComplexRegion(-1, 1, -1, 1)

# Hours of work: near the point 0.5, orbits of c = 0.25 get on too slowly to repeat themselves.
ENDLESS = "JuliaDiv(0.25, n_iterations=(0, 20_000_000), resolution=50).{}(ComplexRegion(-0.4, 0.4, -0.4, 0.4){})"


class ThreadsTest(unittest.TestCase):
    def test_several_threads_get_what_one_gets(self):
        sets = [JuliaDiv(complex(-0.8, k / 100), resolution=300 + k) for k in range(12)]
        expected = [julia.over(SQUARE) for julia in sets]
        found = [None] * len(sets)

        def compute(k):
            for _ in range(5):
                found[k] = sets[k].over(SQUARE)

        threads = [threading.Thread(target=compute, args=(k,)) for k in range(len(sets))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for k, values in enumerate(expected):
            np.testing.assert_array_equal(values, found[k])

    def test_an_error_stays_in_its_thread(self):
        raised = []

        def fail():
            try:
                JuliaDiv(0, device="abacus").over(SQUARE)
            except ValueError as e:
                raised.append(e)

        thread = threading.Thread(target=fail)
        thread.start()
        JuliaDiv(0).over(SQUARE)
        thread.join()
        self.assertEqual(1, len(raised))

    def test_others_go_on_while_java_computes(self):
        ticks = []
        over = threading.Event()

        def tick():
            while not over.is_set():
                ticks.append(time.perf_counter())
                time.sleep(0.001)

        ticking = threading.Thread(target=tick)
        ticking.start()
        start = time.perf_counter()
        JuliaDiv(0.25, n_iterations=(0, 200_000), resolution=300).over(ComplexRegion(-0.4, 0.4, -0.4, 0.4))
        end = time.perf_counter()
        over.set()
        ticking.join()
        during = [tick for tick in ticks if start < tick < end]
        self.assertGreater(end - start, 0.2)
        self.assertGreater(len(during), 20)
        self.assertLess(max(np.diff(during)), (end - start) / 2)

    def test_java_forgets_threads_that_have_called_it(self):
        def call():
            JuliaDiv(0, resolution=10).over(SQUARE)

        def known():
            return len(jpype.JClass("java.lang.Thread").getAllStackTraces())

        call()
        before = known()
        for _ in range(100):
            thread = threading.Thread(target=call)
            thread.start()
            thread.join()
        self.assertLess(known(), before + 10)

    def test_python_ends_though_java_was_started_by_another_thread(self):
        program = (
            "import threading; from juliaset import *\n"
            "def call(): JuliaDiv(0, resolution=1).counts(ComplexRegion(-1, 1, -1, 1))\n"
            "threads = [threading.Thread(target=call) for _ in range(2)]\n"
            "for thread in threads: thread.start()\n"
        )
        done = support.python(program, timeout=60)
        self.assertEqual(("", "", 0), (done.stdout, done.stderr, done.returncode))

    def test_python_ends_though_another_thread_waits_for_java(self):
        program = (
            "import threading, time; from juliaset import *\n"
            f"def call(): {ENDLESS.format('over', '')}\n"
            "JuliaDiv(0, resolution=1).over(ComplexRegion(-1, 1, -1, 1))\n"
            "threading.Thread(target=call, daemon=True).start(); time.sleep(1)\n"
        )
        done = support.python(program, timeout=60)
        self.assertEqual(("", "", 0), (done.stdout, done.stderr, done.returncode))

    def test_a_thread_that_java_knew_before_stays_known(self):
        states = []

        def call():
            java_thread = jpype.JClass("java.lang.Thread")
            java_thread.currentThread()
            JuliaDiv(0, resolution=10).over(SQUARE)
            states.append(bool(java_thread.isAttached()))
            java_thread.detach()

        JuliaDiv(0, resolution=10).over(SQUARE)
        thread = threading.Thread(target=call)
        thread.start()
        thread.join()
        self.assertEqual([True], states)

    def interrupted(self, call):
        """Output of a process that gets a Ctrl-C in the middle of a call, and the seconds it took to notice."""
        program = (
            "import time; from juliaset import *\n"
            "square = ComplexRegion(-1, 1, -1, 1)\n"
            "before = JuliaDiv(0.3j).over(square)\n"
            "print('ready', flush=True)\n"
            f"try:\n    {call}\n"
            "except KeyboardInterrupt:\n"
            "    print('interrupted', flush=True)\n"
            "print((JuliaDiv(0.3j).over(square) == before).all())\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            self.assertEqual("ready\n", process.stdout.readline())
            time.sleep(1)
            start = time.perf_counter()
            process.send_signal(signal.SIGINT)
            self.assertEqual("interrupted\n", process.stdout.readline())
            seconds = time.perf_counter() - start
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
        self.assertEqual(("True\n", "", 0), (out, err, process.returncode))
        return seconds

    def test_ctrl_c_ends_a_long_call_and_leaves_all_in_order(self):
        self.assertLess(self.interrupted(ENDLESS.format("over", "")), 30)

    def test_ctrl_c_ends_a_call_that_waits_for_its_turn(self):
        background = (
            "import threading; threading.Thread(daemon=True, target=lambda: "
            "JuliaDiv(0.25, n_iterations=(0, 300_000), resolution=200)"
            ".over(ComplexRegion(-0.4, 0.4, -0.4, 0.4))).start(); "
            "time.sleep(0.2); "
        )
        self.assertLess(self.interrupted(background + ENDLESS.format("counts", "")), 30)

    def test_ctrl_c_stays_pythons(self):
        program = (
            "import os, signal; from juliaset import *\n"
            "handlers = [signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)]\n"
            "JuliaDiv(0, resolution=10).over(ComplexRegion(-1, 1, -1, 1))\n"
            "print(handlers == [signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)])\n"
            "try:\n"
            "    os.kill(os.getpid(), signal.SIGINT)\n"
            "    print('not reached')\n"
            "except KeyboardInterrupt:\n"
            "    print('interrupted')\n"
        )
        done = support.python(program)
        self.assertEqual(("True\ninterrupted\n", "", 0), (done.stdout, done.stderr, done.returncode))


if __name__ == "__main__":
    unittest.main()
