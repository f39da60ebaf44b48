import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import support


def pgm_samples(path):
    data = Path(path).read_bytes()
    header = re.match(rb"P5\n(\d+) (\d+)\n255\n", data)
    width, height = map(int, header.groups())
    return np.frombuffer(data, np.uint8, offset=header.end()).reshape(height, width)


class ArticleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_the_articles_program_makes_the_articles_picture(self):
        program = Path(__file__).with_name("article_program.py")
        subprocess.run([sys.executable, program, self.folder / "detail.pgm"], check=True)
        self.assertEqual(support.DETAIL_PIXELS, support.sha256(pgm_samples(self.folder / "detail.pgm")))

    def page(self, name):
        return (support.ROOT / name).read_text()

    def examples(self, page):
        return re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)

    def test_the_readmes_example_runs(self):
        (example,) = self.examples(self.page("README.md"))
        done = support.python(example, cwd=self.folder)
        self.assertEqual((0, "", "0.161089"), (done.returncode, done.stderr, f"{float(done.stdout):.6f}"))
        self.assertEqual(support.DETAIL_PIXELS, support.sha256(support.png_samples(self.folder / "detail.png")))

    def test_the_example_of_several_processes_runs(self):
        _, _, example = self.examples(self.page("src/docs/python.md"))
        program = self.folder / "program.py"
        program.write_text(example + "        print([half.shape for half in halves])\n")
        done = support.run(str(program))
        self.assertEqual((0, "", "[(1000, 2000), (1000, 2000)]\n"), (done.returncode, done.stderr, done.stdout))

    def test_the_examples_film_is_made(self):
        page = self.page("src/docs/python.md")
        _, example, _ = self.examples(page)
        name = "keys.mp4"
        if not shutil.which("ffmpeg"):
            name = "keys.apng"
            example = example.replace("keys.mp4", name)
        (printed,) = re.findall(r"^It prints `([^`]*% of frame[^`]*)`\.$", page, re.MULTILINE)
        done = support.python(example, cwd=self.folder)
        self.assertEqual((0, "", printed + "\n"), (done.returncode, done.stderr, done.stdout))
        self.assertEqual([name], [file.name for file in self.folder.iterdir()])

    def test_the_example_of_arrays_makes_it_too(self):
        page = self.page("src/docs/python.md")
        example, _, _ = self.examples(page)
        (printed,) = re.findall(r"^It prints\n\n```\n([^`]*?)```\n\nand leaves", page, re.DOTALL | re.MULTILINE)
        done = support.python(example, cwd=self.folder)
        self.assertEqual((0, "", printed), (done.returncode, done.stderr, done.stdout))
        self.assertEqual(support.DETAIL_PIXELS, support.sha256(pgm_samples(self.folder / "array.pgm")))
        self.assertEqual(support.DETAIL_PIXELS, support.sha256(support.png_samples(self.folder / "detail.png")))


if __name__ == "__main__":
    unittest.main()
