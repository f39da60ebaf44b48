import copy
import importlib.metadata
import inspect
import pickle
import sysconfig
import unittest
from pathlib import Path

import juliaset
import numpy as np
import support


class PackageTest(unittest.TestCase):
    def test_it_is_the_installed_one(self):
        folder = Path(juliaset.__file__).parent
        self.assertEqual(Path(sysconfig.get_path("purelib")), folder.parent)
        self.assertTrue((folder / "py.typed").exists())
        for part in ("bin", "lib"):
            laid_out = (file.name for file in (support.ROOT / "target/juliaset" / part).iterdir())
            self.assertEqual(
                sorted(name for name in laid_out if not name.startswith("classes-")),
                sorted(file.name for file in (folder / part).iterdir()),
            )

    def test_its_version_is_that_of_its_jar(self):
        version = importlib.metadata.version("juliaset")
        self.assertEqual(version, juliaset.__version__)
        self.assertTrue((Path(juliaset.__file__).parent / "lib" / f"juliaset-{version}.jar").exists())

    def test_what_is_public_is_documented_and_annotated(self):
        for name in juliaset.__all__:
            thing = getattr(juliaset, name)
            self.assertTrue(thing.__doc__, name)
            members = inspect.getmembers(thing, inspect.isfunction) if inspect.isclass(thing) else [(name, thing)]
            for member, function in members:
                if not member.startswith("_"):
                    self.assertTrue(function.__doc__, f"{name}.{member}")
                    self.assertIn("return", function.__annotations__, f"{name}.{member}")

    def test_packages_that_are_missing_or_too_old_are_named(self):
        cases = (
            ("jpype", "None", "ModuleNotFoundError: juliaset needs jpype1, which is not installed: python -m pip"),
            ("numpy", "None", "ModuleNotFoundError: juliaset needs numpy, which is not installed: python -m pip"),
            ("jpype", "old", "ImportError: juliaset needs jpype1 1.4.1 or newer, and 1.3.9 is installed: python -m"),
        )
        for module, state, message in cases:
            done = support.python(
                "import sys, types\n"
                "old = types.ModuleType('old'); old.__version__ = '1.3.9'\n"
                f"sys.modules[{module!r}] = {state}\n"
                "import juliaset\n"
            )
            self.assertIn(message, done.stderr.splitlines()[-1])

    def test_sources_and_zip_files_say_that_they_are_not_installed(self):
        done = support.python("import juliaset", PYTHONPATH=support.ROOT / "src/main/python")
        self.assertIn("ImportError: this is the source of juliaset", done.stderr.splitlines()[-1])
        (wheel,) = (support.ROOT / "target").glob("juliaset-*.whl")
        program = "from juliaset import *; JuliaDiv(0).over(ComplexRegion(-1, 1, -1, 1))"
        done = support.python(program, PYTHONPATH=wheel)
        last = done.stderr.splitlines()[-1]
        self.assertRegex(last, "^RuntimeError: there are no jars in .*: install the wheel, with pip")

    def test_values_survive_copying_and_pickling(self):
        julia = juliaset.JuliaDiv(
            np.complex64(0.25j), np.float32(2), (np.int8(1), np.uint16(9)), np.int64(7), device="cpu")
        text = "JuliaDiv(c_0=0.25j, threshold=2.0, n_iterations=(1, 9), resolution=7, device='cpu')"
        self.assertEqual(text, repr(julia))
        pickled = pickle.loads(pickle.dumps(julia))
        twins = (copy.copy(julia), copy.deepcopy(julia), pickled, eval(text, vars(juliaset)))
        for twin in twins:
            self.assertEqual((julia, hash(julia)), (twin, hash(twin)))

    def test_devices_tell_what_they_are(self):
        found = juliaset.devices()
        first = found[0]
        self.assertEqual(("cpu", "built-in", None, True), (first.id, first.type, first.problem, first.usable))
        self.assertTrue(first.float64)
        self.assertGreaterEqual(first.lanes, 1)
        self.assertGreater(first.memory_bytes, 0)
        self.assertEqual({str, int, bool, type(None)}, {type(value) for value in vars(first).values()})
        for device in found:
            self.assertEqual(device.usable, device.lanes > 0)
            self.assertIsInstance(np.int64(device.memory_bytes), np.int64)


if __name__ == "__main__":
    unittest.main()
