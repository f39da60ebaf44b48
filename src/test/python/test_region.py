import dataclasses
import math
import pickle
import unittest

import jpype
import numpy as np
from juliaset import ComplexRegion, JuliaDiv

REGIONS = [
    (ComplexRegion(-1.6, 1.6, -1.0, 1.0), 500),
    (ComplexRegion(-0.1, 0.1, 0.1, -0.1), 333),
    (ComplexRegion(1.6, -1.6, -1.0, 1.0), 7),
    (ComplexRegion(1e-9, 1.1e-9, 0.3, 0.3 + 1e-10), 401),
    (ComplexRegion(0, 2, 0, 1), 5),
    (ComplexRegion(0, 2, 0, 1), 3),
]


def java_grid(region, resolution):
    JuliaDiv(0, resolution=2).over(ComplexRegion(0, 1, 0, 1))
    plane = jpype.JClass("org.juliaset.model.ComplexRegion")
    return plane(region.xleft, region.xright, region.yleft, region.yright).grid(resolution)


class RegionTest(unittest.TestCase):
    def test_points_are_those_of_the_formula(self):
        for region, resolution in REGIONS:
            points = region.build(resolution)
            self.assertEqual(np.complex128, points.dtype)
            nx, ny = points.shape
            self.assertEqual(resolution, nx)
            for i in range(nx):
                self.assertEqual(i / nx * (region.xright - region.xleft) + region.xleft, points[i, 0].real)
                self.assertTrue((points[i].real == points[i, 0].real).all())
            for j in range(ny):
                self.assertEqual(j / ny * (region.yright - region.yleft) + region.yleft, points[0, j].imag)
                self.assertTrue((points[:, j].imag == points[0, j].imag).all())

    def test_points_are_those_that_java_computes_with(self):
        for region, resolution in REGIONS:
            points = region.build(resolution)
            grid = java_grid(region, resolution)
            self.assertEqual((grid.width(), grid.height()), points.shape)
            np.testing.assert_array_equal(np.array(grid.columns()), points[:, 0].real)
            np.testing.assert_array_equal(np.array(grid.rows(grid.whole())), points[0].imag)

    def test_half_a_row_is_one(self):
        self.assertEqual((5, 3), ComplexRegion(0, 2, 0, 1).build(5).shape)
        self.assertEqual((1, 1), ComplexRegion(0, 2, 0, 1).build(1).shape)

    def test_any_kind_of_number_will_do(self):
        region = ComplexRegion(np.float32(-1.5), 2, -np.int64(1), True)
        self.assertEqual(ComplexRegion(-1.5, 2.0, -1.0, 1.0), region)
        self.assertEqual({float}, {type(value) for value in dataclasses.astuple(region)})

    def test_is_immutable_and_a_value(self):
        region = ComplexRegion(-1.6, 1.6, -1, 1)
        with self.assertRaises(dataclasses.FrozenInstanceError):
            region.xleft = 0
        self.assertEqual(hash(ComplexRegion(-1.6, 1.6, -1, 1)), hash(region))
        self.assertEqual(region, pickle.loads(pickle.dumps(region)))

    def test_says_what_is_wrong_with_an_end(self):
        cases = [
            ((1, 1, 0, 1), "xleft and xright are both 1.0: the two ends of a range must differ"),
            ((0, 1, -2.5, -2.5), "yleft and yright are both -2.5: the two ends of a range must differ"),
            ((0, math.nan, 0, 1), "xright is nan: give a finite number"),
            ((0, 1, -math.inf, 1), "yleft is -inf: give a finite number"),
            ((0, 10**400, 0, 1), "xright is inf: give a finite number"),
            ((0, 1e76, 0, 1), "xright is 1e+76: give a magnitude of at most 1e75, whose square is finite"),
        ]
        for ends, message in cases:
            with self.assertRaises(ValueError) as raised:
                ComplexRegion(*ends)
            self.assertEqual(message, str(raised.exception))
        for wrong in ("1", b"1", None, 1j, [1]):
            with self.assertRaisesRegex(TypeError, "^yright is .*: give a number$"):
                ComplexRegion(0, 1, 0, wrong)

    def test_says_of_a_resolution_what_java_says(self):
        wide, high = ComplexRegion(0, 1, 0, 1e-3), ComplexRegion(0, 1e-3, 0, 1e9)
        for region, resolution in ((wide, 0), (wide, -1), (wide, 2**31), (wide, 499), (high, 3)):
            with self.assertRaises(ValueError) as raised:
                region.build(resolution)
            with self.assertRaises(jpype.JException) as java:
                java_grid(region, resolution)
            self.assertEqual(str(java.exception.getMessage()), str(raised.exception))
        self.assertEqual((500, 1), wide.build(500).shape)

    def test_a_resolution_is_whole(self):
        for wrong in (10.0, "10", None):
            with self.assertRaisesRegex(TypeError, "^resolution is .*: give a whole number$"):
                ComplexRegion(0, 1, 0, 1).build(wrong)
        self.assertEqual((4, 4), ComplexRegion(0, 1, 0, 1).build(np.uint8(4)).shape)


if __name__ == "__main__":
    unittest.main()
