"""The article's program, in our words: a detail of a Julia set as a gray picture."""

import sys

import numpy as np
from juliaset import ComplexRegion, JuliaDiv

region = ComplexRegion(xleft=-0.1, xright=0.1, yleft=0.1, yright=-0.1)
julia = JuliaDiv(c_0=-0.835 - 0.2321j, threshold=2.0, n_iterations=(20, 100), resolution=4000)

values = julia.over(region)
gray = (255 * values.T).astype(np.uint8)

with open(sys.argv[1], "wb") as file:
    file.write(b"P5\n%d %d\n255\n" % values.shape)
    file.write(gray)
