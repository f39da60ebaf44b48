import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import juliaset
import support


class CommandTest(unittest.TestCase):
    def test_is_the_program(self):
        with tempfile.TemporaryDirectory() as folder:
            done = support.run("-m", "juliaset", "-R=1000", "-o", "overview.png", cwd=folder)
            self.assertEqual(("", "", 0), (done.stdout, done.stderr, done.returncode))
            samples = support.png_samples(Path(folder, "overview.png"))
        self.assertEqual(support.OVERVIEW_PIXELS, support.sha256(samples))
        self.assertIn(f"juliaset {juliaset.__version__}\n", support.run("-m", "juliaset", "--version").stdout)

    def test_is_a_command_of_the_environment(self):
        command = Path(sys.executable).with_name("juliaset")
        done = subprocess.run([command, "--version"], capture_output=True, text=True)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual(support.run("-m", "juliaset", "--version").stdout, done.stdout)

    def test_passes_the_status_on(self):
        done = support.run("-m", "juliaset", "--resolution=many")
        self.assertEqual((2, 1), (done.returncode, len(done.stderr.splitlines())), done.stderr)

    def test_gets_signals(self):
        with tempfile.TemporaryDirectory() as folder:
            process = subprocess.Popen(
                [sys.executable, "-m", "juliaset", "-r=0.25", "-i=0", "-x=-0.4", "-X=0.4", "-M=20000000", "-R=50"],
                cwd=folder,
                stderr=subprocess.PIPE,
            )
            while process.poll() is None and not Path(folder, "plot.png.part").exists():
                time.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
            self.assertEqual((143, []), (process.returncode, os.listdir(folder)))

    def test_without_java_says_so_in_a_line(self):
        with tempfile.TemporaryDirectory() as folder:
            # takes the place of JPype, which looks for Java outside the environment
            Path(folder, "sitecustomize.py").write_text(
                "import jpype\n"
                "def nothing(): raise jpype.JVMNotFoundException()\n"
                "jpype.getDefaultJVMPath = nothing\n"
            )
            done = support.run("-m", "juliaset", JAVA_HOME=None, PYTHONPATH=folder)
        message = "juliaset: no Java found: install Java 17 or newer, or set JAVA_HOME to it\n"
        self.assertEqual((1, message), (done.returncode, done.stderr))
        done = support.run("-m", "juliaset", JAVA_HOME="/nowhere")
        self.assertEqual((1, 1), (done.returncode, len(done.stderr.splitlines())), done.stderr)


if __name__ == "__main__":
    unittest.main()
