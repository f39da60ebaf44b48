import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import warnings
from fractions import Fraction
from pathlib import Path

import jpype
import numpy as np
import support
from juliaset import JuliaDiv, MandelbrotDiv, animate

CIRCLE = dict(c_circle=0.7885, size="48x36", itermax=90)

# Hours of work for a frame: near the point 0.5, orbits of c = 0.25 get on too slowly to repeat themselves.
ENDLESS = dict(
    c_line=(0.25, 0.2500001), xleft=-0.4, xright=0.4, ybot=-0.4, ytop=0.4, itermax=20_000_000, resolution=50, frames=9)

KEYS = {
    "fps": 12, "frames": 6, "options": {"size": "40x30", "palette": "classic", "itermax": 150},
    "keys": [
        {"c": "-0.8,0.156", "center": 0, "zoom": 1},
        {"at": "50%", "c": "-0.79,0.15", "easing": "smooth", "palette-offset": 0.25},
        {"c": "-0.77,0.17", "around": "-0.78,0.16", "center": "0.1,-0.2", "zoom": 12.5, "palette-offset": 0.5},
    ],
}


def computing():
    """Threads of Java that wait for pictures."""
    threads = jpype.JClass("java.lang.Thread").getAllStackTraces().keySet()
    return sum(str(thread.getName()) == "juliaset-call" for thread in threads)


class AnimateTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def assertSays(self, kind, message, *arguments, **options):
        with self.assertRaises(kind) as raised:
            animate(*arguments, **options)
        self.assertEqual(message, str(raised.exception))

    def assertNothingIsComputed(self):
        end = time.monotonic() + 30
        while computing() and time.monotonic() < end:
            time.sleep(0.02)
        self.assertEqual(0, computing())

    def command(self, *arguments):
        done = support.run("-m", "juliaset", "animate", *arguments, cwd=self.folder)
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def left(self):
        return sorted(file.name for file in self.folder.iterdir())

    def test_a_frame_is_the_picture_of_its_parameters(self):
        for options in (
            dict(CIRCLE, frames=5),
            dict(CIRCLE, frames=5, loop=True, palette="twilight", palette_cycle=True, device="cpu"),
            dict(c_line=(-0.8 + 0.156j, "-0.4+0.6i"), frames=4, size=(50, 40), palette="magma", depth=16),
            dict(c_circle=(0.25, -1), frames=4, resolution=41, palette="classic", palette_scale="equalised"),
            dict(map=True, zoom_to=-0.745 + 0.113j, zoom=np.float64(100), frames=4, resolution=40, smooth=True),
            dict(preset="rabbit", palette_cycle=True, frames=5, size="40x30", samples=np.int64(2), easing="smooth"),
        ):
            film = animate(**options)
            frames = list(film)
            self.assertEqual(film.shape, (len(film), *frames[0].shape))
            for k in (0, 3, -1):
                julia, region, rest = film.picture(k)
                julia.render(region, self.folder / "still.png", **rest)
                still = support.png_pixels(self.folder / "still.png")
                for frame in (frames[k], film[k]):
                    self.assertEqual((still.dtype, still.shape), (frame.dtype, frame.shape))
                    np.testing.assert_array_equal(still, frame, f"{options}, frame {k}")
            self.assertFalse(np.array_equal(frames[0], frames[1]), options)

    def test_parameters_are_those_of_the_program(self):
        film = animate([dict(c=0.25j), dict(c=0.5j)], frames=3, palette="#000,#fff", itermin=2)
        middle = film.parameters(1)
        expected = dict(real=0.0, imag=0.375, itermin=2, palette="#000000,#ffffff", fast=False, threshold=1024.0)
        self.assertEqual(expected, {name: middle[name] for name in expected})
        self.assertEqual(set(map(type, middle.values())), {int, float, str, bool})
        julia, region, options = film.picture(1)
        self.assertEqual(JuliaDiv(0.375j, 1024, (2, middle["itermax"]), middle["resolution"]), julia)
        self.assertEqual((-1.6, 1.6), (region.xleft, region.xright))
        self.assertEqual("#000000,#ffffff", options["palette"])
        of_map, _, _ = animate(map=True, zoom_to=0, zoom=2, frames=2, device="cpu").picture(0)
        self.assertIsInstance(of_map, MandelbrotDiv)
        self.assertEqual("cpu", of_map.device)
        # the parameters of a frame are options of a film
        again = animate([dict(c=0.25j), dict(c=0.25j)], frames=2, **{
            name: value for name, value in middle.items() if name not in ("real", "imag")})
        self.assertEqual(dict(middle, imag=0.25), again.parameters(0))

    def test_it_is_a_sequence(self):
        film = animate(**CIRCLE, palette="magma", duration="500ms", fps="24000/1001", loop=True)
        self.assertEqual((12, Fraction(24000, 1001), True), (len(film), film.fps, film.loop))
        self.assertEqual(((12, 36, 48, 3), np.uint8), (film.shape, film.dtype))
        self.assertEqual("<juliaset.Film of shape (12, 36, 48, 3), uint8, 24000/1001 frames per second>", repr(film))
        frames = list(film)
        np.testing.assert_array_equal(frames[11], film[-1])
        np.testing.assert_array_equal(frames[5], film[np.int64(5)])
        for part in (slice(2, 9, 3), slice(None, None, -5), slice(20, 30)):
            some = film[part]
            self.assertEqual(film.shape[1:], some.shape[1:])
            self.assertEqual(len(frames[part]), len(some))
            for expected, found in zip(frames[part], some, strict=True):
                np.testing.assert_array_equal(expected, found)
        self.assertEqual(film.parameters(4), film[2:][2:].parameters(0))
        np.testing.assert_array_equal(frames[11], next(reversed(film)))
        np.testing.assert_array_equal(np.array(frames), np.array(film))
        self.assertTrue(frames[0].flags.writeable and frames[0].flags.c_contiguous)
        for index in (12, -13):
            with self.assertRaisesRegex(IndexError, f"^frame {index} of a film of 12 frames$"):
                film[index]
        with self.assertRaises(TypeError):
            film["0"]

    def test_a_film_is_the_one_of_the_command(self):
        (self.folder / "film.json").write_text(json.dumps(KEYS))
        names = ["film.apng", "film.y4m", "film.rgb"] + (["film.mp4", "film.webm"] if shutil.which("ffmpeg") else [])
        for name in names:
            with self.subTest(name):
                self.command("film.json", "-o", f"there.{name}")
                self.assertIsNone(animate(KEYS, out=self.folder / f"dict.{name}"))
                animate(self.folder / "film.json", out=os.fsencode(self.folder / f"file.{name}"), keep=False)
                expected = (self.folder / f"there.{name}").read_bytes()
                self.assertEqual(expected, (self.folder / f"dict.{name}").read_bytes())
                self.assertEqual(expected, (self.folder / f"file.{name}").read_bytes())
        film = animate(KEYS)
        self.assertEqual(b"".join(frame.tobytes() for frame in film), (self.folder / "there.film.rgb").read_bytes())

        self.command(
            "--c-circle=0.25,-1", "--flat", "--palette=magma", "--frames=4", "-R=40", "--fps=5", "-o=there.gif")
        animate(c_circle=(0.25, -1 + 0j), flat=True, palette="magma", frames=4, resolution=40, fps=5,
                out=self.folder / "here.gif")
        self.assertEqual((self.folder / "there.gif").read_bytes(), (self.folder / "here.gif").read_bytes())

        self.command("film.json", "--size=20x16", "-o=there/%03d.png")
        animate(KEYS, size="20x16", out=self.folder / "here" / "%03d.png")
        for number in range(6):
            name = f"{number:03}.png"
            self.assertEqual((self.folder / "there" / name).read_bytes(), (self.folder / "here" / name).read_bytes())
        self.assertEqual([], [name for name in self.left() if name.endswith(".frames")])

    def test_with_a_shutter_a_frame_is_the_one_of_the_command(self):
        options = dict(CIRCLE, palette="magma", frames=3, shutter=0.5, shutter_samples=4)
        film = animate(**options)
        animate(**options, out=self.folder / "here.rgb")
        self.command(
            "--c-circle=0.7885", "--size=48x36", "-M=90", "--palette=magma", "--frames=3", "--shutter=0.5",
            "--shutter-samples=4", "-o=there.rgb")
        expected = (self.folder / "there.rgb").read_bytes()
        self.assertEqual(expected, (self.folder / "here.rgb").read_bytes())
        self.assertEqual(expected, np.array(film).tobytes())
        self.assertFalse(np.array_equal(film[1], animate(**CIRCLE, palette="magma", frames=3)[1]))
        with self.assertRaisesRegex(ValueError, "^with a shutter a frame is the mean of several pictures"):
            film.picture(0)
        self.assertEqual(90, film.parameters(0)["itermax"])

    def test_what_cannot_be_is_said(self):
        keys = [dict(c=1), dict(c=2)]
        for message, options in (
            ("nothing changes from frame to frame: give key frames, a path of c, a zoom, or a cycle of the palette",
                {}),
            ("c_circle and c_line are both given: give one of them", dict(c_circle=1, c_line=(1, 2))),
            ("frames and duration are both given: give one of them", dict(c_circle=1, frames=9, duration="1s")),
            ('c_circle: "-1" has no radius above 0: write it like 0.7885, or 0.25,-1 with a centre', dict(c_circle=-1)),
            ('c_line[1]: "x" is not a complex number: write it like -0.8,0.156 or -0.8+0.156i', dict(c_line=(1, "x"))),
            ("frames is 1: give a whole number from 2 to 1000000", dict(c_circle=1, frames=1)),
            ('duration: "1" is no time: write it like 10s, 250ms or 2min', dict(c_circle=1, duration=1)),
            ("shutter_samples is given without shutter: add it, or leave the samples out",
                dict(c_circle=1, shutter_samples=4)),
            ("zoom_to is given without zoom: say how many times less wide than the usual region the film is to end",
                dict(zoom_to=1)),
            ("zoom is 0.0: give a number above 0", dict(c_circle=1, zoom=0.0)),
            ("c is given, and it also changes from frame to frame: leave one out", dict(c_circle=1, c=1)),
            ("palette_offset is given, and it also changes from frame to frame: leave one out",
                dict(keys=[dict(k, **{"palette-offset": 0.1 * k["c"]}) for k in keys], palette="magma",
                     palette_offset=0.5)),
            ("easing and key frames are both given: leave one out", dict(keys=keys, easing="smooth")),
            ("keys[1].zoom: zoom is 0.0: give a number above 0", dict(keys=[dict(c=1), dict(zoom=0.0)])),
            ("keys[1].palette_offset is not a parameter: did you mean palette-offset?",
                dict(keys=[dict(c=1), dict(palette_offset=1)])),
            ("options.itermax: itermax is 0: give a whole number from 1 to 2147483646",
                dict(keys=dict(options=dict(itermax=0), keys=keys))),
            ("keys[0].c is null: see the fields of a film in the README", dict(keys=[dict(c=None), dict(c=1)])),
            ("the film: keys has 1 of them: give two or more", dict(keys=keys[:1])),
            ('keys[0].at: "soon" is no time in a film: give one like 2.5s, a share like 50%, or the number of a'
                " frame",
                dict(keys=[dict(c=1, at="soon"), dict(c=2)])),
            ("speed is not a field of a film: use fps, frames, duration, loop, shutter, shutter-samples, options and"
                " keys", dict(keys=dict(speed=1))),
            ("resume=True is given without out: give a file, or leave it out", dict(c_circle=1, resume=True)),
        ):
            with self.subTest(message):
                with self.assertRaises(ValueError) as raised:
                    animate(**options)
                self.assertEqual(message, str(raised.exception))
        for message, options in (
            ("c_line is 3: give a pair, (from, to)", dict(c_line=3)),
            ("c_circle is (1, 2, 3): give a radius, or (radius, centre)", dict(c_circle=(1, 2, 3))),
            ("keys is 3: give a str, bytes or os.PathLike", dict(keys=3)),
            ("device is 1: give a name, for instance 'cpu', or None", dict(c_circle=1, device=1)),
        ):
            self.assertSays(TypeError, message, **options)
        with self.assertRaisesRegex(TypeError, "^colour='red' is no option of a film: use one of c_circle, .*, zoom$"):
            animate(c_circle=1, colour="red")

    def test_a_file_that_cannot_be_is_said(self):
        jpg, json_file = self.folder / "x.jpg", self.folder / "x.json"
        with self.assertRaisesRegex(ValueError, f'^out "{jpg}" has no suffix that names a film: use one of .mp4, '):
            animate(**CIRCLE, out=jpg)
        self.assertSays(OSError, f"cannot read {json_file}: there is no such file or folder", json_file)
        json_file.write_text('{"fps": 30,\n "keys": [{"c": 1}, {"zoom": "x"}]}')
        with self.assertRaisesRegex(ValueError, f"^{json_file}, line 2, keys\\[1\\].zoom: \"x\" is not a"):
            animate(json_file)
        options = dict(CIRCLE, palette="magma", frames=2)
        with self.assertRaisesRegex(ValueError, "^frame 0 has more than 256 colours, .*: add flat, or use .apng"):
            animate(**options, samples=3, out=self.folder / "x.gif")
        self.assertSays(
            ValueError, f'ffmpeg_options is given, and ffmpeg does not make out "{self.folder}/x.apng": leave it out',
            **options, out=self.folder / "x.apng", ffmpeg_options="-an")
        self.assertEqual(["x.json"], self.left())
        if shutil.which("ffmpeg"):
            with self.assertRaisesRegex(OSError, f"^cannot write {self.folder}/x.mp4: ffmpeg ended with status "):
                animate(**options, out=self.folder / "x.mp4", ffmpeg_options="-c:v none-such", keep=False)
            self.assertEqual(["x.json"], self.left())

    def test_a_frame_that_does_not_fit_into_memory_is_refused_before_it_is_computed(self):
        with self.assertRaisesRegex(ValueError, "^a frame (in memory )?takes .*: give a smaller size, or "):
            animate(c_circle=1, size="60000x60000", frames=2)

    def test_a_zoom_that_shows_the_grid_of_the_numbers_is_warned_of(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            animate(zoom_to=0.5, zoom=1e13, resolution=1000, frames=3)
        self.assertEqual([__file__], [warning.filename for warning in caught])
        self.assertIn("show the grid of the numbers: end the zoom before", str(caught[0].message))

    def test_frames_ahead_are_few(self):
        film = animate(c_circle=0.5, size="400x400", palette="magma", frames=1000)
        iterator = iter(film)
        most = 0
        for _ in range(20):
            next(iterator)
            time.sleep(0.05)
            most = max(most, computing(), len(iterator._calls))
        self.assertLessEqual(most, 3)
        iterator.close()

    def test_memory_does_not_grow_with_the_film(self):
        # all frames together have 1.4 GiB
        program = (
            "import time; from juliaset import animate\n"
            "film = animate(c_circle=0.5, size='800x600', palette='magma', frames=1000, itermax=20)\n"
            "def resident():\n"
            "    return next(int(l.split()[1]) for l in open('/proc/self/status') if l.startswith('VmRSS')) / 1024\n"
            "for number, frame in enumerate(film):\n"
            "    if number == 30: before = resident(); time.sleep(0.5)\n"
            "    if number == 150: break\n"
            "print(resident() - before)\n"
        )
        done = support.python(program, JULIASET_JAVA_OPTS="-Xmx64m")
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertLess(float(done.stdout), 60)

    def test_an_iteration_that_is_given_up_stops_computing(self):
        film = animate(**ENDLESS)

        def by_close(iterator):
            iterator.close()
            self.assertEqual(0, computing())

        def by_exception(iterator):
            try:
                with iterator:
                    raise KeyError
            except KeyError:
                self.assertEqual(0, computing())

        for give_up in (by_close, by_exception):
            iterator = iter(film)
            iterator._start()
            self.assertEqual(3, computing())
            give_up(iterator)
            self.assertRaises(StopIteration, next, iterator)

        for in_a_cycle in (False, True):
            iterator = iter(film)
            iterator._start()
            self.assertEqual(3, computing())
            if in_a_cycle:
                iterator.itself = iterator
            del iterator
            gc.collect()
            self.assertNothingIsComputed()

    def test_an_exhausted_iteration_leaves_nothing(self):
        iterator = iter(animate(**CIRCLE, frames=4))
        self.assertEqual(4, sum(1 for _ in iterator))
        self.assertRaises(StopIteration, next, iterator)
        self.assertNothingIsComputed()

    def start(self, program):
        process = subprocess.Popen(
            [sys.executable, "-c", "import os, signal, sys, time; from juliaset import animate\n" + program],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=support.surroundings())
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def test_ctrl_c_ends_an_iteration(self):
        for take in ("next(iter(film))", "film[0]"):
            process = self.start(
                f"signal.signal(signal.SIGINT, signal.default_int_handler)\n"
                f"film = animate(**{ENDLESS})\nprint('ready', flush=True)\n{take}\n")
            self.assertEqual("ready\n", process.stdout.readline())
            time.sleep(1)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
            self.assertEqual((-signal.SIGINT, "KeyboardInterrupt"), (process.returncode, err.splitlines()[-1]))

    def test_the_end_of_python_does_not_wait_for_frames(self):
        process = self.start(f"iterator = iter(animate(**{ENDLESS}))\niterator._start()\nprint('ready')\n")
        self.assertEqual(("ready\n", ""), process.communicate(timeout=60))
        self.assertEqual(0, process.returncode)

    def test_a_forked_process_may_drop_an_iteration(self):
        process = self.start(
            f"iterator = iter(animate(**{CIRCLE}, frames=30)); next(iterator)\n"
            "child = os.fork()\n"
            "if child == 0:\n"
            "    iterator.close(); del iterator; os._exit(7)\n"
            "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sum(1 for _ in iterator))\n")
        self.assertEqual(("7 29\n", ""), process.communicate(timeout=60))

    def test_an_interrupted_film_is_resumed_to_the_same_bytes(self):
        options = dict(c_circle=0.7, size="300x200", palette="magma", samples=3, itermax=2000, frames=40)
        process = self.start(
            f"signal.signal(signal.SIGINT, signal.default_int_handler)\nanimate(**{options}, out='x.apng')\n")
        frames = self.folder / "x.apng.frames"
        end = time.monotonic() + 120
        while len(list(frames.glob("*.png"))) < 3 and process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual((-signal.SIGINT, "KeyboardInterrupt"), (process.returncode, err.splitlines()[-1]))
        self.assertEqual(["x.apng.frames"], self.left())
        path = self.folder / "x.apng"
        self.assertSays(
            ValueError, f"{path}.frames has frames of an interrupted film: use them with resume=True, or remove the"
            " folder", **options, out=path)
        with self.assertRaisesRegex(ValueError, "x.apng.frames/.* is there and was made with itermax 2000 instead"):
            animate(**dict(options, itermax=1000), out=path, resume=True)
        kept = {file: file.stat().st_mtime_ns for file in frames.glob("*.png")}
        self.assertGreater(len(kept), 2)
        animate(**options, out=path, resume=True)
        animate(**options, out=self.folder / "whole.apng", keep=False)
        self.assertEqual((self.folder / "whole.apng").read_bytes(), path.read_bytes())
        self.assertEqual(["whole.apng", "x.apng"], self.left())
        self.assertSays(
            ValueError, f"{path} is there, and does not say which film it is: to replace it leave out resume=True, or"
            " choose another name", **options, out=path, resume=True)


if __name__ == "__main__":
    unittest.main()
