/**
 * Pixels from counts, equal to those that the program writes: the same integers in the same steps.
 *
 * A sample's place in a palette is a number of palettes with 32 bits of fraction. It lies on a straight line between two
 * entries of a table of places at counts that are as dense as numbers with 11 significant bits. Numbers of JavaScript are
 * exact up to 2⁵³, so a place is kept in two parts: whole palettes, and the fraction in units of 2⁻³².
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

/** Up to so many different counts, the colour of each is kept. */
const MOST_KEPT = 2 ** 21;

/**
 * @typedef {object} Coloring
 * @property {(raw: Uint32Array, fractionBits: number, pixels: Uint32Array) => void} paint sets a pixel (red in its
 *     lowest byte) for each count
 */

/** @typedef {{owner: object | null, fractionBits: number, kept: Uint32Array}} Memory */

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
   * @param {Memory} [memory] for the colours of counts, which colourings may use in turn
   */
  constructor(look, memory = { owner: null, fractionBits: 0, kept: new Uint32Array(0) }) {
    this.first = look.itermin * UNITS;
    this.span = look.itermax * UNITS - this.first;
    this.colors = look.palette.colors;
    this.folds = look.palette.isCyclic ? 0 : 1;
    this.turned = look.reverse ? ENTRIES - 1 : 0;
    this.interior = look.interior;
    this.#makePlaces(look);
    this.memory = memory;
  }

  #makePlaces({ scale, itermin, itermax, period, offset }) {
    const repetitions = period === 0 ? 1 : Math.min((itermax - itermin) / period, MOST_REPETITIONS);
    const start = Math.floor((offset + 2) * WORD);
    const length = scale.length;
    // the places without the offset, and the steps between them: low words, and what is above
    this.low = new Float64Array(length);
    this.high = new Float64Array(length);
    this.stepLow = new Float64Array(length);
    this.stepHigh = new Float64Array(length);
    const startHigh = Math.floor(start / WORD);
    const startLow = start - startHigh * WORD;
    let [beforeHigh, beforeLow] = [0, 0];
    for (let index = 0; index < length; index++) {
      const place = Math.trunc(scale[index] * repetitions * WORD);
      const high = Math.floor(place / WORD);
      const low = place - high * WORD;
      if (index > 0) {
        const borrow = low < beforeLow ? 1 : 0;
        this.stepLow[index - 1] = low - beforeLow + borrow * WORD;
        this.stepHigh[index - 1] = high - beforeHigh - borrow;
      }
      [beforeHigh, beforeLow] = [high, low];
      const carry = low + startLow >= WORD ? 1 : 0;
      this.low[index] = low + startLow - carry * WORD;
      this.high[index] = high + startHigh + carry;
    }
  }

  paint(raw, fractionBits, pixels) {
    const end = (this.first + this.span) / 2 ** (FRACTION_BITS - fractionBits);
    if (end >= MOST_KEPT) {
      for (let k = 0; k < raw.length; k++) {
        pixels[k] = this.#color(raw[k], fractionBits);
      }
      return;
    }
    const kept = this.#keptColors(fractionBits, end + 1);
    for (let k = 0; k < raw.length; k++) {
      // a pixel is opaque, so 0 is none
      pixels[k] = kept[raw[k]] || (kept[raw[k]] = this.#color(raw[k], fractionBits));
    }
  }

  /** The colours that are known by count: all 0 where another colouring has had the memory. */
  #keptColors(fractionBits, length) {
    const { memory } = this;
    if (memory.owner !== this || memory.fractionBits !== fractionBits) {
      memory.owner = this;
      memory.fractionBits = fractionBits;
      if (memory.kept.length === length) {
        memory.kept.fill(0);
      } else {
        memory.kept = new Uint32Array(length);
      }
    }
    return memory.kept;
  }

  #color(raw, fractionBits) {
    const count = (fractionBits === FRACTION_BITS ? raw : raw * UNITS) - this.first;
    return count >= this.span ? this.interior : this.colors[this.#entry(Math.max(0, count)) ^ this.turned];
  }

  /** The entry of the palette for a count above the first tone. */
  #entry(count) {
    let bits = 0;
    let index = count;
    let rest = 0;
    if (count >= 2 << BITS) {
      bits = (count < WORD ? 32 - Math.clz32(count) : 64 - Math.clz32(Math.floor(count / WORD))) - BITS - 1;
      const size = 2 ** bits;
      const above = Math.floor(count / size);
      index = (bits << BITS) + above;
      rest = count - above * size;
    }
    let low = this.low[index];
    let high = this.high[index];
    if (rest > 0) {
      if (this.stepHigh[index] === 0 && bits <= 21) {
        low += Math.floor(this.stepLow[index] * rest / 2 ** bits);
      } else {
        const part = partOf(this.stepHigh[index], this.stepLow[index], rest, bits);
        low += part.low;
        high += part.high;
      }
      if (low >= WORD) {
        low -= WORD;
        high += 1;
      }
    }
    return (high & this.folds ? WORD - 1 - low : low) / ENTRIES | 0;
  }
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
  if (bits === 32) {
    return { low: words[1], high: words[2] & 1 };
  }
  return { low: (words[0] >>> bits | words[1] << 32 - bits) >>> 0, high: words[1] >>> bits & 1 };
}
