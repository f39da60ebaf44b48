import dataclasses
import pickle
import tempfile
import unittest
from pathlib import Path

import numpy as np
import support
from juliaset import ComplexRegion, MandelbrotDiv, devices

WHOLE = ComplexRegion(-2.35, 0.85, -1.25, 1.25)


class MapTest(unittest.TestCase):
    def test_counts_have_the_golden_hashes(self):
        cases = list(support.map_cases("plain"))
        self.assertGreater(len(cases), 9)
        for case in cases:
            counts = case.julia.counts(case.region)
            self.assertEqual(case.sha256, support.sha256(counts.T.astype("<u4")), case.name)

    def test_smooth_counts_have_the_golden_hashes(self):
        cases = list(support.map_cases("smooth"))
        self.assertGreater(len(cases), 2)
        for case in cases:
            smooth = case.julia.smooth(case.region)
            self.assertEqual(case.sha256, support.sha256((smooth * 4096).T.astype("<u4")), case.name)

    def test_values_are_normalised_counts(self):
        of_map = MandelbrotDiv(n_iterations=(7, 90), resolution=120)
        counts = of_map.counts(WHOLE).astype(np.int64)
        np.testing.assert_array_equal((np.maximum(counts, 7) - 7) / 83, of_map.over(WHOLE))

    def test_every_device_has_the_same_counts(self):
        expected = MandelbrotDiv(n_iterations=(0, 300), device="cpu").counts(WHOLE)
        for device in devices():
            if device.usable and device.float64:
                of_map = MandelbrotDiv(n_iterations=(0, 300), device=device.id)
                np.testing.assert_array_equal(expected, of_map.counts(WHOLE), device.id)

    def test_a_file_is_the_one_of_the_program(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            of_map = MandelbrotDiv(1024, (5, 300), 200)
            of_map.render(WHOLE, folder / "here.png", palette="classic", samples=2)
            done = support.run(
                "-m", "juliaset", "--map", "-R=200", "-M=300", "--palette=classic", "--samples=2", "-o=there.png",
                cwd=folder)
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            self.assertEqual((folder / "there.png").read_bytes(), (folder / "here.png").read_bytes())

    def test_what_is_wrong_is_said(self):
        for error, message, make in (
            (ValueError, "threshold is 0.0: give a number above 0", lambda: MandelbrotDiv(0)),
            (ValueError, r"n_iterations is \(9, 9\): the first must be below", lambda: MandelbrotDiv(2, (9, 9))),
            (TypeError, "region is None: give a ComplexRegion", lambda: MandelbrotDiv().counts(None)),
            (TypeError, "map=True is no option of a picture", lambda: MandelbrotDiv().render(WHOLE, "a.png", map=True)),
        ):
            with self.assertRaisesRegex(error, "^" + message):
                make()

    def test_is_immutable_and_a_value(self):
        of_map = MandelbrotDiv()
        self.assertEqual((2.0, (0, 50), 1000, None), dataclasses.astuple(of_map))
        with self.assertRaises(dataclasses.FrozenInstanceError):
            of_map.threshold = 3.0
        self.assertEqual(hash(MandelbrotDiv()), hash(of_map))
        self.assertEqual(of_map, pickle.loads(pickle.dumps(of_map)))


if __name__ == "__main__":
    unittest.main()
