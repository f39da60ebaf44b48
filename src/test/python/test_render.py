import tempfile
import unittest
from pathlib import Path

import numpy as np
import support
from juliaset import ComplexRegion, JuliaDiv

OVERVIEW = ComplexRegion(-1.6, 1.6, -1, 1)
JULIA = JuliaDiv(support.ARTICLE, n_iterations=(5, 80))


class RenderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_a_png_has_the_articles_pixels(self):
        for fast in (False, True):
            JULIA.render(OVERVIEW, self.folder / "julia.png", fast=fast)
            pixels = support.png_samples(self.folder / "julia.png")
            self.assertEqual((625, 1000), pixels.shape)
            self.assertEqual(support.OVERVIEW_PIXELS, support.sha256(pixels))
        self.assertEqual(["julia.png"], [file.name for file in self.folder.iterdir()])

    def test_an_npy_has_the_counts(self):
        JULIA.render(OVERVIEW, str(self.folder / "julia.npy"))
        downwards = ComplexRegion(-1.6, 1.6, 1, -1)
        np.testing.assert_array_equal(JULIA.counts(downwards).T, np.load(self.folder / "julia.npy"))

    def test_options_are_those_of_the_program(self):
        for number, (options, arguments) in enumerate((
            (dict(palette="viridis", flat=True), "--palette=viridis --flat"),
            (
                dict(palette="#000,#fff", flat=True, palette_scale="equalised", palette_reverse=True, interior="navy"),
                "--palette=#000,#fff --flat --palette-scale=equalised --palette-reverse --interior=navy",
            ),
            (dict(samples=2, depth=np.int64(16), palette=None, palette_reverse=False), "--samples=2 --depth=16"),
            (dict(precision="float", fast=True), "--precision=float --fast"),
        )):
            JULIA.render(OVERVIEW, self.folder / "here.png", **options)
            name = f"{number}.png"
            done = support.run(
                "-m", "juliaset", "-R=1000", "-t=2", "-o", name, *arguments.split(), cwd=self.folder)
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            self.assertEqual((self.folder / name).read_bytes(), (self.folder / "here.png").read_bytes(), arguments)

    def test_a_palette_may_be_a_file(self):
        (self.folder / "two.gpl").write_text("GIMP Palette\nName: two\n#\n0 0 0 black\n255 255 255 white\n")
        JULIA.render(OVERVIEW, self.folder / "a.png", palette=self.folder / "two.gpl", flat=True)
        self.assertIn(b"palette=", (self.folder / "a.png").read_bytes())

    def test_an_option_that_there_is_none_of_is_said(self):
        for error, message, options in (
            (TypeError, "colour='red' is no option of a picture: use one of ", dict(colour="red")),
            (TypeError, "itermin=3 is no option of a picture: ", dict(itermin=3)),
            (TypeError, "palette-scale='log' is no option of a picture: ", {"palette-scale": "log"}),
            (ValueError, "palette_scale is given without palette: ", dict(palette_scale="log")),
            (ValueError, "samples is 17: give a whole number from 1 to 16", dict(samples=17)),
            (ValueError, 'there is no palette "none": give one of ', dict(palette="none")),
        ):
            with self.assertRaises(error) as raised:
                JULIA.render(OVERVIEW, self.folder / "a.png", **options)
            self.assertTrue(str(raised.exception).startswith(message), str(raised.exception))
            self.assertEqual(1, len(str(raised.exception).splitlines()))
        self.assertEqual([], list(self.folder.iterdir()))

    def test_a_relative_name_is_seen_from_where_python_is(self):
        program = (
            "import os, sys; from juliaset import *\n"
            "julia, region = JuliaDiv(0, resolution=10), ComplexRegion(-1, 1, -1, 1)\n"
            "julia.over(region)\n"
            "os.chdir(sys.argv[1])\n"
            "julia.render(region, b'julia.png')\n"
        )
        done = support.python(program, str(self.folder))
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertTrue((self.folder / "julia.png").exists())

    def test_a_file_that_there_can_be_none_of_is_a_value_error(self):
        folder = self.folder
        (folder / "x.png").mkdir()
        for path, message in (
            (folder / "x.jpg", f'path "{folder}/x.jpg" has no suffix that names a format: use one of .png, '),
            (folder / "png", f'path "{folder}/png" has no suffix'),
            (folder / "x.png", f"{folder}/x.png is a folder: give the name of a file"),
            (folder / "none" / "y.png", f"there is no folder {folder}/none: create it or choose another"),
        ):
            with self.assertRaises(ValueError) as raised:
                JULIA.render(OVERVIEW, path)
            self.assertTrue(str(raised.exception).startswith(message), str(raised.exception))
        with self.assertRaises(TypeError):
            JULIA.render(OVERVIEW, 17)

    def test_a_picture_that_does_not_fit_into_javas_memory_is_a_value_error(self):
        julia = JuliaDiv(0, resolution=100_000)
        with self.assertRaisesRegex(ValueError, "^a BMP of 100000 x 62500 pixels takes "):
            julia.render(OVERVIEW, self.folder / "large.bmp")

    def test_a_disk_that_is_full_is_an_os_error_and_leaves_nothing(self):
        program = (
            "import resource, sys; from juliaset import *\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
            "try:\n"
            "    JuliaDiv(-0.8j).render(ComplexRegion(-1, 1, -1, 1), sys.argv[1])\n"
            "except OSError as e:\n"
            "    print(type(e).__name__, e)\n"
        )
        path = self.folder / "julia.npy"
        done = support.python(program, str(path))
        self.assertEqual((f"OSError cannot write {path}: File too large\n", ""), (done.stdout, done.stderr))
        self.assertEqual([], list(self.folder.iterdir()))


if __name__ == "__main__":
    unittest.main()
