import importlib.metadata
import inspect
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
        self.assertEqual(
            sorted(jar.name for jar in (support.ROOT / "target/juliaset/lib").glob("*.jar")),
            sorted(jar.name for jar in (folder / "lib").iterdir()),
        )

    def test_its_version_is_that_of_its_jar(self):
        version = importlib.metadata.version("juliaset")
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
