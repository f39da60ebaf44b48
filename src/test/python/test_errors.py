import math
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import jpype
import support
from juliaset import ComplexRegion, JuliaDiv, _checks
from juliaset._parameters import LIMITS

SQUARE = ComplexRegion(-1, 1, -1, 1)


class ErrorsTest(unittest.TestCase):
    def assertSays(self, kind, message, action, *arguments, **options):
        with self.assertRaises(kind) as raised:
            action(*arguments, **options)
        self.assertEqual(message, str(raised.exception))
        self.assertIsNone(raised.exception.__cause__)

    def test_parameters_are_checked_with_javas_words(self):
        JuliaDiv(0, resolution=2).over(SQUARE)
        java_set = jpype.JClass("org.juliaset.model.JuliaSet")
        normalisation = jpype.JClass("org.juliaset.color.ToneMap")
        cases = [
            (dict(threshold=0), lambda: java_set(0, 0, 0.0, 50)),
            (dict(threshold=-1.5), lambda: java_set(0, 0, -1.5, 50)),
            (dict(n_iterations=(0, 0)), lambda: java_set(0, 0, 2.0, 0)),
            (dict(n_iterations=(0, 2**31 - 1)), lambda: java_set(0, 0, 2.0, 2**31 - 1)),
            (dict(n_iterations=(-1, 50)), lambda: normalisation(-1, 50)),
        ]
        for parameters, in_java in cases:
            with self.assertRaises(jpype.JException) as java:
                in_java()
            message = str(java.exception.getMessage())
            for name, own in (("itermin", "n_iterations[0]"), ("itermax", "n_iterations[1]")):
                message = message.replace(name, own)
            self.assertSays(ValueError, message, JuliaDiv, 0, **parameters)
        message = "n_iterations is (50, 50): the first must be below the second"
        self.assertSays(ValueError, message, JuliaDiv, 0, n_iterations=(50, 50))

    def test_every_parameter_has_javas_limits(self):
        JuliaDiv(0, resolution=2).over(SQUARE)
        table = jpype.JClass("org.juliaset.parameters.Parameters")
        numbers = (0, 1, 2, -1, 10**80, -(10**80), 2**31 - 2, 2**31 - 1, 2**31, 0.5, 1e75, 1.1e75, math.inf, math.nan)
        refused = 0
        for parameter in table.all():
            name, limits = str(parameter.name()), parameter.type().limits()
            self.assertEqual(not limits.isEmpty(), name in LIMITS, name)
            for number in numbers if name in LIMITS else ():
                if isinstance(number, float) and str(limits[0].kind()) != "FINITE":
                    continue
                said = None
                try:
                    parameter.parse(str(number))
                except jpype.JException as e:
                    said = str(e.getMessage()).partition(": ")[2]
                if said is None:
                    _checks.limits(name, number, name)
                else:
                    refused += 1
                    self.assertSays(ValueError, f"{name} is {number}: {said}", _checks.limits, name, number, name)
        self.assertGreater(refused, len(LIMITS))

    def test_messages_name_what_python_has(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        large = JuliaDiv(0, resolution=100_000)
        with self.assertRaisesRegex(ValueError, "give it more with JULIASET_JAVA_OPTS=-Xmx8g, or use"):
            large.render(SQUARE, Path(folder.name, "x.bmp"))
        for name in ("resume", "keep_partial"):
            with self.assertRaisesRegex(ValueError, f"^{name}=True cannot go with path .*: only .png, .npy, .dzi"):
                JuliaDiv(0).render(SQUARE, Path(folder.name, "x.bmp"), **{name: True})
        special = Path(folder.name, "x.png")
        os.mkfifo(special)
        self.assertSays(
            ValueError, f"{special} is not a regular file: choose another", JuliaDiv(0).render, SQUARE, special
        )

    def test_c_is_a_moderate_number(self):
        self.assertSays(
            ValueError, "real part of c_0 is nan: give a finite number", JuliaDiv, complex(math.nan, 0)
        )
        self.assertSays(
            ValueError,
            "imag part of c_0 is 1e+76: give a magnitude of at most 1e75, whose square is finite",
            JuliaDiv,
            1e76j,
        )
        self.assertSays(ValueError, "real part of c_0 is inf: give a finite number", JuliaDiv, 10**400)
        self.assertSays(TypeError, "c_0 is '1j': give a complex number", JuliaDiv, "1j")

    def test_wrong_types_are_type_errors(self):
        self.assertSays(TypeError, "threshold is '2': give a number", JuliaDiv, 0, "2")
        self.assertSays(TypeError, "n_iterations is 50: give a pair, (itermin, itermax)", JuliaDiv, 0, 2, 50)
        self.assertSays(TypeError, "n_iterations[1] is 50.0: give a whole number", JuliaDiv, 0, 2, (0, 50.0))
        self.assertSays(TypeError, "resolution is 9.5: give a whole number", JuliaDiv, 0, resolution=9.5)
        self.assertSays(
            TypeError, "device is 1: give a name, for instance 'cpu', or None", JuliaDiv, 0, device=1
        )
        for method in (JuliaDiv(0).over, JuliaDiv(0).counts):
            self.assertSays(TypeError, "region is (0, 1): give a ComplexRegion", method, (0, 1))

    def test_a_region_that_cannot_be_sampled_is_a_value_error(self):
        flat = ComplexRegion(0, 1, 0, 1e-9)
        message = "height rounds to 0 rows at resolution 1000: raise the resolution or widen the y range"
        self.assertSays(ValueError, message, JuliaDiv(0).over, flat)
        self.assertSays(ValueError, message, flat.build, 1000)

    def test_an_unknown_device_is_a_value_error_that_lists_those_there_are(self):
        with self.assertRaisesRegex(ValueError, '^no device is called "abacus"; there (is|are) cpu \\(built-in'):
            JuliaDiv(0, device="abacus").over(SQUARE)

    def test_the_environment_names_a_device_where_the_program_does_not(self):
        with mock.patch.dict("os.environ", JULIASET_DEVICE="abacus"):
            with self.assertRaisesRegex(ValueError, "abacus"):
                JuliaDiv(0, resolution=2).over(SQUARE)
            JuliaDiv(0, resolution=2, device="cpu").over(SQUARE)
        with mock.patch.dict("os.environ", JULIASET_DEVICE=" "):
            JuliaDiv(0, resolution=2).over(SQUARE)

    def test_an_array_that_there_is_no_room_for_is_a_memory_error(self):
        julia = JuliaDiv(0, resolution=50_000_000)
        with self.assertRaises(MemoryError):
            julia.over(SQUARE)
        with self.assertRaises(MemoryError):
            SQUARE.build(50_000_000)

    def test_a_device_that_cannot_be_used_is_a_runtime_error(self):
        # without the pragma PoCL fuses operations, on processors that can, and fails the self-test
        if " fma" not in Path("/proc/cpuinfo").read_text():
            self.skipTest("the processor has no FMA")
        program = (
            "import sys, jpype; from juliaset import *; from juliaset import _jvm\n"
            "options = [option for option in _jvm._OPTIONS if option.startswith('-X')]\n"
            "jpype.startJVM(*options, classpath=[sys.argv[1], *_jvm._class_path()])\n"
            "opencl = devices()[1:]\n"
            "for device in opencl:\n"
            "    try:\n"
            "        JuliaDiv(0, device=device.id).over(ComplexRegion(-1, 1, -1, 1))\n"
            "    except RuntimeError as e:\n"
            "        print(device.usable, str(e).endswith('cannot be used: ' + device.problem), e.__cause__)\n"
            "print(len(opencl))\n"
        )
        source = (support.ROOT / "kernels" / "julia.cl").read_text()
        pragma = "#pragma OPENCL FP_CONTRACT OFF\n"
        self.assertIn(pragma, source)
        with tempfile.TemporaryDirectory() as folder:
            kernel = Path(folder, "kernels", "julia.cl")
            kernel.parent.mkdir()
            kernel.write_text(source.replace(pragma, ""))
            done = support.python(program, folder, POCL_DEVICES="pthread")
        self.assertEqual(0, done.returncode, done.stderr)
        *said, opencl = done.stdout.splitlines()
        if opencl == "0":
            self.skipTest("no OpenCL device could be tested")
        self.assertEqual(["False True None"] * int(opencl), said)


if __name__ == "__main__":
    unittest.main()
