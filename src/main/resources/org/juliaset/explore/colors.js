/**
 * Pixels from counts, equal to those that the program writes: the same integers in the same steps.
 *
 * A sample's place is a number of palettes with 32 bits of fraction. It lies on a straight line between two entries of
 * a table of places at counts that are as dense as numbers with 11 significant bits. Numbers of JavaScript are exact up
 * to 2⁵³. Where places are larger, each is kept in two parts: whole palettes, and the fraction in units of 2⁻³².
 *
 * @module
 */

/** Entries of a palette. */
export const ENTRIES = 65536;

const UNITS = 4096;
const FRACTION_BITS = 12;
const BITS = 10;
const WORD = 2 ** 32;
const MOST_REPETITIONS = 2 ** 30;
const OPAQUE = 0xFF000000;

/** Counts below this are in the table one by one. */
const DENSE = 2 << BITS;

/** Bits of a count that the table does not have: this less the leading zeros. */
const DENSE_BITS = 32 - BITS - 1;

/** Counts below this, in units of 2⁻¹², are integers of 32 bits. */
const SHORT_COUNTS = 2 ** 31;

/** Integers below this are exact, and so are their sums with a start. */
const EXACT = 2 ** 52;

/**
 * @typedef {object} Coloring
 * @property {(raw: Uint32Array, fractionBits: number, pixels: Uint32Array) => void} paint sets a pixel (red in its
 *     lowest byte) for each count
 */

/**
 * Gray: the normalised value times 255, truncated.
 *
 * @implements {Coloring}
 */
export class GrayColoring {
  /**
   * @param {number} itermin
   * @param {number} itermax
   */
  constructor(itermin, itermax) {
    this.itermin = itermin;
    this.itermax = itermax;
  }

  paint(raw, fractionBits, pixels) {
    const units = 2 ** fractionBits;
    const first = this.itermin * units;
    const span = this.itermax * units - first;
    for (let k = 0; k < raw.length; k++) {
      const code = Math.trunc(Math.max(0, raw[k] - first) / span * 255);
      pixels[k] = OPAQUE | code << 16 | code << 8 | code;
    }
  }
}

/**
 * Colours of a palette.
 *
 * @implements {Coloring}
 */
export class PaletteColoring {
  /**
   * @param {object} look
   * @param {{colors: Uint32Array, isCyclic: boolean}} look.palette
   * @param {Float64Array} look.scale values of the scale at the counts of the table
   * @param {number} look.itermin
   * @param {number} look.itermax
   * @param {number} look.period 0 where the palette comes once
   * @param {number} look.offset
   * @param {boolean} look.reverse
   * @param {number} look.interior its colour as a pixel
   * @param {string | null} [look.quantiles] of an equalised scale
   */
  constructor({ palette, scale, itermin, itermax, period, offset, reverse, interior, quantiles = null }) {
    this.first = itermin * UNITS;
    this.span = itermax * UNITS - this.first;
    this.colors = palette.colors;
    this.folds = palette.isCyclic ? 0 : 1;
    this.turned = reverse ? ENTRIES - 1 : 0;
    this.interior = interior;
    this.quantiles = quantiles;
    const repetitions = period === 0 ? 1 : Math.min((itermax - itermin) / period, MOST_REPETITIONS);
    // places without the offset, and steps between them, which are exact up to 2⁶²
    const ways = scale.map(value => Math.trunc(value * repetitions * WORD));
    const start = Math.floor((offset + 2) * WORD);
    this.short = this.span < SHORT_COUNTS ? shortPlaces(ways, start) : null;
    this.long = this.short ? null : longPlaces(ways, start);
  }

  paint(raw, fractionBits, pixels) {
    if (this.short) {
      this.#paintShort(raw, 2 ** (FRACTION_BITS - fractionBits), pixels, this.short);
      return;
    }
    const { first, span, colors, interior, turned } = this;
    for (let k = 0; k < raw.length; k++) {
      const count = raw[k] * 2 ** (FRACTION_BITS - fractionBits) - first;
      pixels[k] = count >= span ? interior : colors[this.#longEntry(Math.max(0, count)) ^ turned];
    }
  }

  #paintShort(raw, unit, pixels, { places, slopes }) {
    const { first, span, colors, interior, turned, folds } = this;
    const number = raw.length;
    for (let k = 0; k < number; k++) {
      const above = raw[k] * unit - first;
      if (above >= span) {
        pixels[k] = interior;
        continue;
      }
      const count = above < 0 ? 0 : above | 0;
      const bits = count < DENSE ? 0 : DENSE_BITS - Math.clz32(count);
      const index = (bits << BITS) + (count >> bits);
      const place = places[index] + Math.floor(slopes[index] * (count & (1 << bits) - 1));
      const entry = place / ENTRIES | 0;
      // every second way through a palette that folds is backwards
      pixels[k] = colors[(entry ^ -(entry >> 16 & folds) ^ turned) & ENTRIES - 1];
    }
  }

  #longEntry(count) {
    const { low, high, stepLow, stepHigh } = /** @type {ReturnType<typeof longPlaces>} */ (this.long);
    const bits = count < DENSE ? 0
      : (count < WORD ? 32 - Math.clz32(count) : 64 - Math.clz32(Math.floor(count / WORD))) - BITS - 1;
    const above = Math.floor(count / 2 ** bits);
    const index = (bits << BITS) + above;
    const part = partOf(stepHigh[index], stepLow[index], count - above * 2 ** bits, bits);
    const sum = low[index] + part.low;
    const carry = sum >= WORD ? 1 : 0;
    const fraction = sum - carry * WORD;
    return ((high[index] + part.high + carry) & this.folds ? WORD - 1 - fraction : fraction) / ENTRIES | 0;
  }
}

/**
 * Places as one number each, and what a unit of the count adds after them, where all of it is exact.
 *
 * @param {Float64Array} ways
 * @param {number} start
 * @returns {{places: Float64Array, slopes: Float64Array} | null} null where it is not
 */
function shortPlaces(ways, start) {
  if (ways[ways.length - 1] >= EXACT) {
    return null;
  }
  const places = ways.map(way => start + way);
  const slopes = new Float64Array(ways.length);
  for (let index = 0; index + 1 < ways.length; index++) {
    const step = ways[index + 1] - ways[index];
    if (step * 2 ** bitsBelow(index) >= EXACT) {
      return null;
    }
    slopes[index] = step / 2 ** bitsBelow(index);
  }
  return { places, slopes };
}

/** The bits of counts that the table does not have, at one of its entries. */
function bitsBelow(index) {
  return Math.max(0, (index >> BITS) - 1);
}

/** Places and steps as two words each. */
function longPlaces(ways, start) {
  const [low, high, stepLow, stepHigh] = Array.from({ length: 4 }, () => new Float64Array(ways.length));
  const startHigh = Math.floor(start / WORD);
  const startLow = start - startHigh * WORD;
  let [beforeHigh, beforeLow] = [0, 0];
  for (let index = 0; index < ways.length; index++) {
    const wayHigh = Math.floor(ways[index] / WORD);
    const wayLow = ways[index] - wayHigh * WORD;
    if (index > 0) {
      const borrow = wayLow < beforeLow ? 1 : 0;
      stepLow[index - 1] = wayLow - beforeLow + borrow * WORD;
      stepHigh[index - 1] = wayHigh - beforeHigh - borrow;
    }
    [beforeHigh, beforeLow] = [wayHigh, wayLow];
    const carry = wayLow + startLow >= WORD ? 1 : 0;
    low[index] = wayLow + startLow - carry * WORD;
    high[index] = wayHigh + startHigh + carry;
  }
  return { low, high, stepLow, stepHigh };
}

/**
 * The product of a step (of two words) and a number below 2^bits, divided by 2^bits and rounded down: its low word, and
 * the lowest bit of what is above. The product has up to 95 bits, so it is made of digits of 16 bits.
 */
function partOf(stepHigh, stepLow, rest, bits) {
  const digit = 65536;
  const restHigh = Math.floor(rest / digit);
  const restLow = rest - restHigh * digit;
  const digits = [];
  let carry = 0;
  for (const part of [stepLow * restLow, stepLow * restHigh, stepHigh * restLow, stepHigh * restHigh, 0]) {
    const sum = carry + part;
    carry = Math.floor(sum / digit);
    digits.push(sum - carry * digit);
  }
  const words = [digits[0] + digits[1] * digit, digits[2] + digits[3] * digit, digits[4]];
  if (bits === 0) {
    return { low: 0, high: 0 };
  }
  if (bits === 32) {
    return { low: words[1], high: words[2] & 1 };
  }
  return { low: (words[0] >>> bits | words[1] << 32 - bits) >>> 0, high: words[1] >>> bits & 1 };
}
