import dataclasses
import pickle
import tempfile
import unittest

import numpy as np
import support
from juliaset import ComplexRegion, JuliaDiv, devices

# what NumPy computes in a few seconds
FITS = 1_000_000


class ValuesTest(unittest.TestCase):
    def test_counts_have_the_golden_hashes(self):
        for case in support.counts_cases():
            counts = case.julia.counts(case.region)
            self.assertEqual(case.sha256, support.sha256(counts.T.astype("<u4")), case.name)

    def test_values_are_those_of_numpy(self):
        fitting = [case for case in support.counts_cases() if case.julia.resolution**2 <= FITS]
        self.assertGreater(len(fitting), 10)
        for case in fitting:
            points = case.region.build(case.julia.resolution)
            itermax = case.julia.n_iterations[1]
            for itermin in {0, itermax // 3}:
                julia = dataclasses.replace(case.julia, n_iterations=(itermin, itermax))
                values = julia.over(case.region)
                self.assertEqual(np.float64, values.dtype)
                np.testing.assert_array_equal(support.numpy_values(points, julia), values, case.name)

    def test_every_device_has_the_same_counts(self):
        region = ComplexRegion(-1.6, 1.6, -1, 1)
        expected = JuliaDiv(support.ARTICLE, n_iterations=(0, 300), device="cpu").counts(region)
        for device in devices():
            if device.usable and device.float64:
                julia = JuliaDiv(support.ARTICLE, n_iterations=(0, 300), device=device.id)
                np.testing.assert_array_equal(expected, julia.counts(region), device.id)

    def test_counts_come_in_the_narrowest_type(self):
        region = ComplexRegion(-0.3, 0.3, -0.3, 0.3)
        for itermax, dtype in ((255, "u1"), (256, "u2"), (65535, "u2"), (65536, "u4")):
            julia = JuliaDiv(0.2501, n_iterations=(0, itermax), resolution=20)
            counts = julia.counts(region)
            self.assertEqual(np.dtype(dtype), counts.dtype)
            np.testing.assert_array_equal(support.numpy_counts(region.build(20), julia), counts)

    def test_smooth_counts_are_counts_and_a_fraction(self):
        region = ComplexRegion(-0.8, 0.8, -0.5, 0.5)
        for itermax in (100, 300, 70_000):
            julia = JuliaDiv(support.ARTICLE, 1024, (0, itermax), 200)
            smooth = julia.smooth(region)
            self.assertEqual((np.float64, (200, 125)), (smooth.dtype, smooth.shape))
            np.testing.assert_array_equal(np.floor(smooth), julia.counts(region))
            np.testing.assert_array_equal(smooth * 4096, np.rint(smooth * 4096))
            self.assertGreater(len(np.unique(smooth % 1)), 1000)
            self.assertTrue(smooth.T.flags.c_contiguous)

    def test_smooth_counts_are_those_of_the_file(self):
        julia = JuliaDiv(support.ARTICLE, 1024, (0, 300), 200)
        with tempfile.TemporaryDirectory() as folder:
            julia.render(ComplexRegion(-0.8, 0.8, -0.5, 0.5), folder + "/a.npy", smooth=True)
            downwards = ComplexRegion(-0.8, 0.8, 0.5, -0.5)
            np.testing.assert_array_equal(julia.smooth(downwards).T, np.load(folder + "/a.npy"))

    def test_what_cannot_be_counted_smoothly_is_said(self):
        region = ComplexRegion(-0.8, 0.8, -0.5, 0.5)
        with self.assertRaisesRegex(ValueError, "^threshold is 1.0: smooth counts need a threshold above 1$"):
            JuliaDiv(0, 1).smooth(region)
        with self.assertRaisesRegex(ValueError, r"^n_iterations\[1\] is 1048575: smooth counts go up to 1048574 "):
            JuliaDiv(0, n_iterations=(0, 2**20 - 1)).smooth(region)

    def test_values_are_computed_where_there_is_no_table_of_them(self):
        region = ComplexRegion(-0.3, 0.3, -0.3, 0.3)
        julia = JuliaDiv(0.2501, n_iterations=(3, 70_000), resolution=10)
        np.testing.assert_array_equal(support.numpy_values(region.build(10), julia), julia.over(region))

    def test_transposed_it_is_a_picture_in_one_piece(self):
        region = ComplexRegion(-1.6, 1.6, -1, 1)
        for array in (JuliaDiv(0.3j).over(region), JuliaDiv(0.3j).counts(region)):
            self.assertEqual((1000, 625), array.shape)
            self.assertTrue(array.T.flags.c_contiguous)
            self.assertTrue(array.T.base is None or array.T.base.flags.owndata)
            array[0, 0] = 1

    def test_an_array_that_takes_several_buffers_is_the_same(self):
        from juliaset import _bridge

        region, julia = ComplexRegion(-1.6, 1.6, -1, 1), JuliaDiv(support.ARTICLE)
        values, counts = julia.over(region), julia.counts(region)
        most = _bridge._MAX_BUFFER
        try:
            # 100 rows of values or 800 of counts
            _bridge._MAX_BUFFER = 8 * 1000 * 100
            np.testing.assert_array_equal(values, julia.over(region))
            np.testing.assert_array_equal(counts, julia.counts(region))
            _bridge._MAX_BUFFER = 999
            with self.assertRaisesRegex(ValueError, "^resolution is 1000: a row of so many pixels does not fit"):
                julia.counts(region)
        finally:
            _bridge._MAX_BUFFER = most

    def test_defaults_are_the_articles(self):
        julia = JuliaDiv(0.5j)
        self.assertEqual((0.5j, 2.0, (0, 50), 1000), dataclasses.astuple(julia)[:4])
        self.assertEqual(julia, JuliaDiv(c_0=0.5j, threshold=2, n_iterations=[0, 50], resolution=np.int32(1000)))

    def test_is_immutable_and_a_value(self):
        julia = JuliaDiv(0.5j)
        with self.assertRaises(dataclasses.FrozenInstanceError):
            julia.threshold = 3.0
        self.assertEqual(hash(JuliaDiv(0.5j)), hash(julia))
        self.assertEqual(julia, pickle.loads(pickle.dumps(julia)))
        self.assertEqual("cpu", dataclasses.replace(julia, device="cpu").device)


if __name__ == "__main__":
    unittest.main()
