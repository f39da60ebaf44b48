import tempfile
import unittest
from pathlib import Path

import support

PIXEL = "from juliaset import *; print(JuliaDiv(0, resolution=1).over(ComplexRegion(-1, 1, -1, 1)))"


class ProcessTest(unittest.TestCase):
    def assertEndsWith(self, message, program, **environment):
        done = support.python(program, **environment)
        self.assertEqual(1, done.returncode, done.stdout + done.stderr)
        self.assertEqual(message, done.stderr.splitlines()[-1])

    def fake_java(self, version):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        home = Path(folder.name).resolve()
        (home / "lib" / "server").mkdir(parents=True)
        (home / "lib" / "server" / "libjvm.so").touch()
        (home / "release").write_text(f'IMPLEMENTOR="nobody"\nJAVA_VERSION="{version}"\n')
        return home

    def test_prints_nothing_of_its_own(self):
        done = support.python(PIXEL)
        self.assertEqual(("[[0.]]\n", "", 0), (done.stdout, done.stderr, done.returncode))

    def test_java_is_not_started_before_it_is_needed(self):
        program = (
            "import jpype; from juliaset import *\n"
            "JuliaDiv(0); ComplexRegion(-1, 1, -1, 1).build(10)\n"
            "print(jpype.isJVMStarted())"
        )
        done = support.python(program, JAVA_HOME="/nowhere")
        self.assertEqual(("False\n", ""), (done.stdout, done.stderr))

    def test_a_java_that_is_too_old_is_named(self):
        for version, major in (("11.0.20", 11), ("1.8.0_392", 8)):
            home = self.fake_java(version)
            self.assertEndsWith(
                f"RuntimeError: {home}/lib/server/libjvm.so is Java {major}:"
                " install Java 17 or newer, or set JAVA_HOME to it",
                PIXEL,
                JAVA_HOME=home,
            )

    def test_a_java_home_without_java_is_named(self):
        with tempfile.TemporaryDirectory() as home:
            for folder in (home, home + "/none"):
                self.assertEndsWith(
                    f"RuntimeError: JAVA_HOME is {folder}, and there is no Java in it:"
                    " set JAVA_HOME to a JDK or JRE, or unset it",
                    PIXEL,
                    JAVA_HOME=folder,
                )

    def test_a_machine_without_java_is_told_what_to_do(self):
        self.assertEndsWith(
            "RuntimeError: no Java found: install Java 17 or newer, or set JAVA_HOME to it",
            "import jpype\n"
            "def nothing(): raise jpype.JVMNotFoundException()\n"
            "jpype.getDefaultJVMPath = nothing\n" + PIXEL,
            JAVA_HOME=None,
        )

    def test_a_java_that_does_not_start_is_named(self):
        home = self.fake_java("17.0.1")
        done = support.python(PIXEL, JAVA_HOME=home)
        last = done.stderr.splitlines()[-1]
        self.assertTrue(last.startswith("RuntimeError: Java could not be started from "), last)

    def test_an_option_that_java_refuses_is_named_with_javas_reason(self):
        # the third would end a process that starts Java with it
        for variable, option, reason in (
            ("JULIASET_JAVA_OPTS", "-Xmx1x", "Invalid maximum heap size: -Xmx1x"),
            ("JULIASET_JAVA_OPTS", "-XX:Foo", "Unrecognized VM option 'Foo'"),
            ("JULIASET_JAVA_OPTS", "-Xmx1m", "Too small maximum heap"),
            ("_JAVA_OPTIONS", "-Xmxa", "Invalid maximum heap size: -Xmxa"),
        ):
            with self.subTest(option):
                start = f"Java does not start with the options of the environment ({variable} is {option}): "
                self.assertEndsWith(f"RuntimeError: {start}{reason}", PIXEL, **{variable: option})
        self.assertEndsWith("RuntimeError: JULIASET_JAVA_OPTS is ': close its quotes", PIXEL, JULIASET_JAVA_OPTS="'")

    def test_an_address_space_that_is_too_small_is_an_error(self):
        program = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))\n" + PIXEL
        done = support.python(program)
        self.assertEqual(1, done.returncode)
        self.assertIn("RuntimeError: Java does not start: ", done.stderr.splitlines()[-1])

    def test_a_java_for_another_processor_is_named(self):
        home = self.fake_java("17.0.1")
        # the head of an ELF file of 32 bits
        (home / "lib/server/libjvm.so").write_bytes(b"\x7fELF\x01\x01\x01".ljust(4096, b"\0"))
        done = support.python(PIXEL, JAVA_HOME=home)
        last = done.stderr.splitlines()[-1]
        self.assertIn("wrong ELF class", last)
        self.assertRegex(last, r": set JAVA_HOME to a Java of 64 bits for \w+, as this Python is$")

    def test_files_are_named_as_python_names_them_in_any_locale(self):
        program = (
            "import locale, os; from juliaset import *\n"
            "before = locale.setlocale(locale.LC_ALL)\n"
            "JuliaDiv(0, resolution=10).render(ComplexRegion(-1, 1, -1, 1), 'bild-äß-日本.png')\n"
            "print(locale.setlocale(locale.LC_ALL) == before, os.environ['LC_ALL'])\n"
            "JuliaDiv(0, resolution=10).render(ComplexRegion(-1, 1, -1, 1), b'\\xff.png')\n"
        )
        for name in ("C", "de_DE.UTF-8"):
            with tempfile.TemporaryDirectory() as folder:
                done = support.python(program, cwd=folder, LC_ALL=name)
                self.assertEqual(f"True {name}\n", done.stdout, done.stderr)
                last = done.stderr.splitlines()[-1]
                self.assertRegex(last, "^ValueError: path '.*' is not in utf-8, and Java cannot")
                self.assertEqual(["bild-äß-日本.png"], [file.name for file in Path(folder).iterdir()])

    def test_options_for_java_come_from_the_environment(self):
        program = PIXEL + "; import jpype; print(jpype.JClass('java.lang.Runtime').getRuntime().maxMemory() >> 20)"
        done = support.python(program, JULIASET_JAVA_OPTS="-Xmx123m -XX:+UseParallelGC -XX:-UseSerialGC '-Dx=a b'")
        self.assertEqual("", done.stderr)
        self.assertAlmostEqual(123, int(done.stdout.splitlines()[1]), delta=15)

    def test_options_for_java_replace_those_of_the_package(self):
        program = PIXEL + "; import jpype; print(jpype.JClass('java.lang.Runtime').getRuntime().maxMemory() >> 20)"
        for option in ("-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", "-Xint", "-XX:Flags=/dev/null"):
            for variable in ("JAVA_TOOL_OPTIONS", "JULIASET_JAVA_OPTS", "_JAVA_OPTIONS"):
                done = support.python(program, **{variable: option + " -Xmx99m"})
                self.assertEqual(0, done.returncode, done.stderr)
                self.assertTrue(90 < int(done.stdout.splitlines()[1]) <= 100, done.stdout)
                self.assertEqual([], [line for line in done.stderr.splitlines() if not line.startswith("Picked up ")])

    def test_an_option_that_java_does_not_take_is_an_error_that_names_it(self):
        program = (
            "from juliaset import *\n"
            "try: JuliaDiv(0).over(ComplexRegion(-1, 1, -1, 1))\n"
            "except RuntimeError as e: print(e)\n"
        )
        for options, reason in (
            ("-XX:+Nonsense", "Unrecognized VM option 'Nonsense'"),
            ("-Xms2g -Xmx1g", "Initial heap size set to a larger value than the maximum heap size"),
            ("-XX:+UseG1GC -XX:+UseParallelGC", "Multiple garbage collectors selected"),
        ):
            for variable in ("JAVA_TOOL_OPTIONS", "JULIASET_JAVA_OPTS", "_JAVA_OPTIONS"):
                done = support.python(program, **{variable: options})
                self.assertEqual(0, done.returncode, done.stderr)
                start = f"Java does not start with the options of the environment ({variable} is {options}): "
                self.assertTrue(done.stdout.startswith(start + reason), done.stdout)
                self.assertEqual(1, len(done.stdout.splitlines()), done.stdout)
        message = "RuntimeError: JULIASET_JAVA_OPTS is '-Da: close its quotes"
        self.assertEndsWith(message, PIXEL, JULIASET_JAVA_OPTS="'-Da")

    def test_names_of_files_are_not_ascii_in_a_locale_that_is_not_installed(self):
        program = (
            "import os, sys; from juliaset import *\n"
            "JuliaDiv(0, resolution=2).render(ComplexRegion(-1, 1, -1, 1), sys.argv[1])\n"
            "print(ascii(os.listdir('.')), os.environ['LC_ALL'])"
        )
        with tempfile.TemporaryDirectory() as folder:
            done = support.python(program, "\u00e4\u65e5.png", cwd=folder, LC_ALL="xx_YY.UTF-8")
        self.assertEqual(("['\\xe4\\u65e5.png'] xx_YY.UTF-8\n", ""), (done.stdout, done.stderr))

    def test_a_java_that_other_code_has_started_will_do(self):
        program = (
            "import jpype; from juliaset import _jvm\n"
            "own = [path for path in _jvm._class_path() if 'jpype' in path]\n"
            "jpype.startJVM('-Xrs', '-Xlog:disable', '--enable-native-access=ALL-UNNAMED', classpath=own)\n" + PIXEL
        )
        done = support.python(program)
        self.assertEqual(("[[0.]]\n", 0), (done.stdout, done.returncode), done.stderr)

    def test_a_java_that_has_ended_is_an_error(self):
        done = support.python("import jpype\n" + PIXEL + "\njpype.shutdownJVM()\n" + PIXEL)
        self.assertEqual("[[0.]]\n", done.stdout)
        self.assertEqual(
            "RuntimeError: Java has been shut down in this process, and cannot be started in it again",
            done.stderr.splitlines()[-1],
        )

    def test_a_forked_process_is_told_to_start_afresh(self):
        program = (
            "import os\n" + PIXEL + "\n"
            "if os.fork() == 0:\n"
            "    try:\n"
            "        JuliaDiv(0).over(ComplexRegion(-1, 1, -1, 1))\n"
            "    except RuntimeError as e:\n"
            "        print(e, flush=True)\n"
            "    os._exit(0)\n"
            "os.wait()\n"
        )
        done = support.python(program)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn('start method "spawn"', done.stdout)

    def test_a_forked_process_ends(self):
        program = (
            "import os, sys\n" + PIXEL + "\n"
            "sys.stdout.flush()\n"
            "if os.fork() == 0: sys.exit(3)\n"
            "print(os.waitstatus_to_exitcode(os.wait()[1]))\n"
        )
        done = support.python(program)
        self.assertEqual(("[[0.]]\n3\n", ""), (done.stdout, done.stderr))

    def test_a_process_ends_that_is_forked_while_java_is_busy(self):
        program = (
            "import os, signal, sys, threading; from juliaset import *\n"
            "def render():\n"
            "    while True: JuliaDiv(0.1, resolution=50).over(ComplexRegion(-1, 1, -1, 1))\n"
            "JuliaDiv(0, resolution=1).over(ComplexRegion(-1, 1, -1, 1))\n"
            "for _ in range(2): threading.Thread(target=render, daemon=True).start()\n"
            "for _ in range(20):\n"
            "    child = os.fork()\n"
            "    if child == 0:\n"
            "        signal.alarm(60)\n"
            "        sys.exit(3)\n"
            "    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
        )
        done = support.python(program)
        self.assertEqual((["3"] * 20, ""), (done.stdout.split(), done.stderr))

    def test_workers_of_a_pool_are_told_too_or_spawned(self):
        program = (
            "import multiprocessing, sys; from juliaset import *\n"
            "def mean(k): return JuliaDiv(0, resolution=k).over(ComplexRegion(-1, 1, -1, 1)).mean()\n"
            "if __name__ == '__main__':\n"
            "    mean(1)\n"
            "    with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:\n"
            "        print(pool.map(mean, [1, 1]))\n"
        )
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "program.py")
            file.write_text(program)
            done = support.run(str(file), "spawn")
            self.assertEqual(("[0.0, 0.0]\n", ""), (done.stdout, done.stderr))
            done = support.run(str(file), "fork")
            self.assertIn('start method "spawn"', done.stderr.splitlines()[-1])

    def test_a_process_forked_before_java_runs_is_free(self):
        program = (
            "import multiprocessing; from juliaset import *\n"
            "def mean(k): return JuliaDiv(0, resolution=k).over(ComplexRegion(-1, 1, -1, 1)).mean()\n"
            "with multiprocessing.get_context('fork').Pool(2) as pool:\n"
            "    print(pool.map(mean, [1, 1]))\n"
        )
        done = support.python(program)
        self.assertEqual(("[0.0, 0.0]\n", ""), (done.stdout, done.stderr))

    def test_an_opencl_driver_does_not_take_javas_signals(self):
        program = (
            "from signal import *; from juliaset import *; from juliaset import _signals\n"
            "def handlers(): return [_signals.address(n) for n in (SIGSEGV, SIGBUS, SIGFPE, SIGILL)]\n"
            "region = ComplexRegion(-1, 1, -1, 1)\n"
            "none = handlers()\n"
            "JuliaDiv(0, resolution=10).over(region)\n"
            "before = handlers()\n"
            "opencl = [device.id for device in devices()[1:] if device.usable]\n"
            "for id in opencl: JuliaDiv(0, resolution=10, device=id).over(region)\n"
            "print(len(opencl), before[0] != none[0], handlers() == before)\n"
        )
        done = support.python(program)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        opencl, *rest = done.stdout.split()
        if opencl == "0":
            self.skipTest("no OpenCL device could be tested")
        self.assertEqual(["True", "True"], rest)

    def test_other_code_may_divide_after_pocl_has_started(self):
        program = (
            "import jpype; from juliaset import *; devices()\n"
            "division = jpype.JClass('java.lang.Math').floorDiv\n"
            "wrong = 0\n"
            "for _ in range(20_000):\n"
            "    try:\n"
            "        division(1, 0); wrong += 1\n"
            "    except jpype.JException: pass\n"
            "print(wrong)"
        )
        done = support.python(program, POCL_SIGFPE_HANDLER=None)
        self.assertEqual(("0\n", ""), (done.stdout, done.stderr))


if __name__ == "__main__":
    unittest.main()
