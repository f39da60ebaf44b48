import unittest

import support

# Resident memory of the process that asks, in MiB: now, and at most since the last reset.
STATUS = """
def status(name):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(name)) / 1024

def reset():
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")

from juliaset import *
"""


class MemoryTest(unittest.TestCase):
    def figures(self, program):
        """What a process prints. Java's heap, which it fills before it tidies up, is kept small."""
        done = support.python(STATUS + program, JULIASET_JAVA_OPTS="-Xmx48m")
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return [float(figure) for figure in done.stdout.split()]

    def test_a_thousand_calls_leave_nothing_behind(self):
        # arrays of 1.2 and 0.15 MiB
        before, after = self.figures(
            "julia, region = JuliaDiv(-0.8j, resolution=400), ComplexRegion(-1, 1, -1, 1)\n"
            "for call in range(800):\n"
            "    if call == 300: print(status('VmRSS'))\n"
            "    julia.over(region)\n"
            "    julia.counts(region)\n"
            "print(status('VmRSS'))\n"
        )
        self.assertLess(after - before, 30)

    def test_failures_leave_nothing_behind(self):
        before, after = self.figures(
            "julia, region = JuliaDiv(-0.8j, resolution=400, device='abacus'), ComplexRegion(-1, 1, -1, 1)\n"
            "for call in range(1300):\n"
            "    if call == 300: print(status('VmRSS'))\n"
            "    try:\n"
            "        julia.over(region)\n"
            "        raise SystemExit('computed on an abacus')\n"
            "    except ValueError:\n"
            "        pass\n"
            "print(status('VmRSS'))\n"
        )
        self.assertLess(after - before, 30)

    def test_values_are_in_memory_once(self):
        # 122 MiB; Java's compilers may take some for a moment, but not in each of three calls
        figures = self.figures(
            "julia, region = JuliaDiv(-0.8j, resolution=4000), ComplexRegion(-1, 1, -1, 1)\n"
            "for call in range(10): julia.over(region)\n"
            "for call in range(3):\n"
            "    reset()\n"
            "    print(status('VmRSS'))\n"
            "    values = julia.over(region)\n"
            "    print(status('VmHWM'))\n"
            "    del values\n"
        )
        taken = [after - before for before, after in zip(figures[::2], figures[1::2])]
        self.assertLess(min(taken), 122 + 20, taken)


if __name__ == "__main__":
    unittest.main()
