/**
 * Numbers as text and back, as the parameters of juliaset are written.
 *
 * @module
 */

const NUMBER = "(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
const REAL = new RegExp(`^[+-]?${NUMBER}$`);
const WHOLE = /^[+-]?\d+$/;

/** A real part, if any, and an imaginary part, if any, whose number may be left out for 1. */
const SUM = new RegExp(`^([+-]?${NUMBER})?(?:(^[+-]?|[+-])(?:(${NUMBER})\\*?)?[ij])?$`);

/** Dashes that word processors and web pages put in place of a minus sign. */
const DASH = /[\u2010-\u2013\u2212\uFE63\uFF0D]/g;

/** @param {string} text */
const cleaned = text => text.replace(DASH, "-").replace(/\s/g, "");

/**
 * A decimal number.
 *
 * @param {string} text
 * @returns {number} NaN if it is none, or too large
 */
export function readReal(text) {
  const plain = cleaned(text);
  const number = REAL.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(number) ? number : NaN;
}

/**
 * A whole number, in which groups of digits may be parted by commas or blanks.
 *
 * @param {string} text
 * @returns {number} NaN if it is none
 */
export function readWhole(text) {
  const plain = cleaned(text).replace(/,(?=\d{3}(\D|$))/g, "");
  return WHOLE.test(plain) ? Number(plain) : NaN;
}

/**
 * A complex number as RE,IM or as a sum such as -0.8+0.156i, -1 or i.
 *
 * @param {string} text
 * @returns {{re: number, im: number} | null} null if it is none
 */
export function readComplex(text) {
  const plain = cleaned(text);
  const parts = plain.split(",");
  if (parts.length === 2) {
    const [re, im] = parts.map(readReal);
    return Number.isNaN(re) || Number.isNaN(im) ? null : { re, im };
  }
  const sum = SUM.exec(plain);
  if (!plain || !sum) {
    return null;
  }
  const re = sum[1] === undefined ? 0 : Number(sum[1]);
  const size = sum[2] === undefined ? 0 : Number(sum[3] ?? 1);
  const im = sum[2] === "-" ? -size : size;
  return Number.isFinite(re) && Number.isFinite(im) ? { re, im } : null;
}

/**
 * The shortest text of a number.
 *
 * @param {number} number
 */
export function realText(number) {
  return String(number === 0 ? 0 : number);
}

/**
 * A complex number as a sum.
 *
 * @param {number} re
 * @param {number} im
 */
export function complexText(re, im) {
  return `${realText(re)}${im < 0 ? "-" : "+"}${realText(Math.abs(im))}i`;
}

/**
 * A number without digits that are much finer than a step.
 *
 * @param {number} number
 * @param {number} step above 0
 */
export function roundTo(number, step) {
  const digits = Math.ceil(2 - Math.log10(step));
  return digits > 17 ? number : Number(number.toFixed(Math.max(0, digits)));
}

/**
 * A number with so many significant digits.
 *
 * @param {number} number
 * @param {number} digits
 */
export function roundDigits(number, digits) {
  return Number(number.toPrecision(digits));
}

/**
 * A whole number with its digits in groups.
 *
 * @param {number} number
 */
export function groupText(number) {
  return Math.round(number).toLocaleString("en-US");
}

/**
 * A size in bytes with three significant digits, in units of 1000.
 *
 * @param {number} bytes
 */
export function bytesText(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return power === 0 ? `${bytes} bytes` : `${(bytes / 1000 ** power).toPrecision(3)} ${units[power]}`;
}

/**
 * A time in words.
 *
 * @param {number} seconds
 */
export function secondsText(seconds) {
  if (seconds < 1) {
    return "under a second";
  }
  if (seconds < 90) {
    return `${Math.round(seconds)} s`;
  }
  if (seconds < 5400) {
    return `${Math.round(seconds / 60)} min`;
  }
  const hours = seconds / 3600;
  return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Math.round(hours / 24)} days`;
}
