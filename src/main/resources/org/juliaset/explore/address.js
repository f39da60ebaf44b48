/**
 * The state of the page as the address spells it, and the queries that ask the program for what it shows.
 *
 * Names and values are those of the parameters of juliaset; map-center, map-zoom, auto, orbit and frame are the page's
 * own. An address that says something of the looks has the program's defaults for the rest; one that says nothing of
 * them, such as #c=-1, has the looks of the page's beginning.
 *
 * @module
 */

import { complexText, readComplex, readReal, readWhole, realText } from "./numbers.js";
import { DEFAULTS, WELCOME, iterationLimit, mapLimit } from "./state.js";
import { USUAL_WIDTH } from "./view.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./view.js").Size} Size */

const MOST_ITERATIONS = 2 ** 31 - 2;
const MOST_FRAME = 999_999;
const wholeBetween = (least, most) => text => within(readWhole(text), least, most);
const realBetween = (least, most) => text => within(readReal(text), least, most);
const above0 = text => within(readReal(text), Number.MIN_VALUE, Infinity);
const choice = (...words) => text => words.includes(text) ? text : undefined;
const words = text => text.trim() || undefined;
const flag = text => text === "" || text === "true" ? true : text === "false" ? false : undefined;

/**
 * Name in the address, name in the state, and what reads it.
 *
 * @type {[string, string, (text: string) => any][]}
 */
const LOOKS = [
  ["itermin", "itermin", wholeBetween(0, MOST_ITERATIONS)],
  ["itermax", "itermax", wholeBetween(1, MOST_ITERATIONS)],
  ["threshold", "threshold", above0],
  ["precision", "precision", choice("double", "float")],
  ["palette", "palette", words],
  ["palette-scale", "scale", choice("linear", "sqrt", "log", "equalised")],
  ["palette-period", "period", above0],
  ["palette-offset", "offset", realBetween(-1, 1)],
  ["palette-reverse", "reverse", flag],
  ["palette-quantiles", "quantiles", words],
  ["interior", "interior", words],
  ["flat", "flat", flag],
  ["smooth", "smooth", flag],
  ["samples", "samples", wholeBetween(1, 16)],
  ["depth", "depth", text => choice("8", "16")(text) && Number(text)],
  ["dpi", "dpi", wholeBetween(1, 100_000)],
];

/** Those that are no numbers. */
const TEXTS = ["palette", "interior"];

/** Parameters of files that have no part in what the page shows. */
const OF_FILES = ["depth", "dpi"];

/** Parameters that are read elsewhere, or that say nothing of a view. */
const SILENT = ["fast", "resolution", "height", "size", "map"];

function within(number, least, most) {
  return number >= least && number <= most ? number : undefined;
}

/**
 * Reads an address.
 *
 * @param {string} hash what follows # in it
 * @returns {{values: Partial<State>, region: {width: number, height: number} | null, problems: string[]}} values of
 *     the state, without those that are left to the pane; the size of the region where edges are given; and what
 *     cannot be read
 */
export function readAddress(hash) {
  const problems = [];
  const given = new Map();
  for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    const name = decoded(at < 0 ? part : part.slice(0, at));
    if (given.has(name)) {
      problems.push(`${name} stands there twice`);
    }
    const text = at < 0 ? "" : part.slice(at + 1);
    // in a number a plus sign is a plus sign; elsewhere it is a blank, as in forms
    given.set(name, decoded(TEXTS.includes(name) ? text.replaceAll("+", " ") : text));
  }
  const take = (name, read) => {
    const text = given.get(name);
    given.delete(name);
    const value = text === undefined ? undefined : read(text);
    if (text !== undefined && (value === undefined || value === null || Number.isNaN(value))) {
      problems.push(`${name} cannot be “${text}”`);
      return undefined;
    }
    return value;
  };
  const looks = defined(LOOKS.map(([name, key, read]) => [key, take(name, read)]));
  const pages = defined([["auto", take("auto", flag)], ["orbit", take("orbit", flag)],
    ["frame", take("frame", wholeBetween(0, MOST_FRAME))]]);
  const hasLooks = Object.keys(looks).some(key => !OF_FILES.includes(key)) || "auto" in pages;
  const view = readView(take);
  SILENT.forEach(name => given.delete(name));
  problems.push(...[...given.keys()].map(name => `there is no parameter “${name}”`));
  const values = { ...DEFAULTS, ...hasLooks ? {} : WELCOME, ...looks, ...pages, ...view.values };
  return { values: checked(values, problems), region: view.region, problems };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function defined(entries) {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function readView(take) {
  const c = take("c", readComplex);
  const [re, im] = [take("real", readReal) ?? c?.re, take("imag", readReal) ?? c?.im];
  const center = take("center", readComplex) ?? take("centre", readComplex);
  const width = take("width", above0);
  const zoom = take("zoom", above0) ?? (width && USUAL_WIDTH / width);
  const mapCenter = take("map-center", readComplex);
  const [xleft, xright, ybot, ytop] = ["xleft", "xright", "ybot", "ytop"].map(name => take(name, readReal));
  const isRegion = [xleft, xright, ybot, ytop].some(edge => edge !== undefined);
  const [left, right, bottom, top] = [xleft ?? -1.6, xright ?? 1.6, ybot ?? -1, ytop ?? 1];
  const region = isRegion ? { width: Math.abs(right - left), height: Math.abs(top - bottom) } : null;
  const middle = isRegion ? { re: (left + right) / 2, im: (bottom + top) / 2 } : center;
  const values = defined([
    ["re", re], ["im", im], ["x", middle?.re], ["y", middle?.im],
    ["zoom", region ? USUAL_WIDTH / region.width : zoom],
    ["mapX", mapCenter?.re], ["mapY", mapCenter?.im], ["mapZoom", take("map-zoom", above0)],
  ]);
  return { values, region };
}

/**
 * The threshold of a picture that is given none.
 *
 * @param {Partial<State>} state
 */
export function usualThreshold({ palette }) {
  return palette === null ? 2 : 1024;
}

function checked(values, problems) {
  if (values.threshold === usualThreshold(values)) {
    values.threshold = null;
  }
  if (!values.auto && values.itermin >= values.itermax) {
    problems.push(`itermin is ${values.itermin}, not below itermax`);
    values.itermin = Math.min(DEFAULTS.itermin, values.itermax - 1);
  }
  return values;
}

/**
 * The state as an address spells it, without #.
 *
 * @param {State} state
 */
export function addressOf(state) {
  /** @type {[string, unknown][]} */
  const pairs = [["c", complexText(state.re, state.im)], ["center", `${realText(state.x)},${realText(state.y)}`],
    ["zoom", realText(state.zoom)], ["itermax", iterationLimit(state)]];
  for (const [name, key] of LOOKS) {
    if (name !== "itermax" && state[key] !== DEFAULTS[key]) {
      pairs.push([name, state[key]]);
    }
  }
  pairs.push(["map-center", `${realText(state.mapX)},${realText(state.mapY)}`], ["map-zoom", realText(state.mapZoom)]);
  for (const name of ["auto", "orbit"].filter(key => state[key])) {
    pairs.push([name, true]);
  }
  if (state.frame !== null) {
    pairs.push(["frame", state.frame]);
  }
  return pairs.map(([name, value]) => `${name}=${escaped(name, String(value))}`).join("&");
}

/** Signs that addresses are nicer with stay as they are. */
function escaped(name, text) {
  const plain = encodeURIComponent(text).replaceAll("%2C", ",");
  return TEXTS.includes(name) ? plain : plain.replaceAll("%2B", "+");
}

/**
 * A query of names and values.
 *
 * @param {[string, unknown][]} pairs those without a value are left out
 */
export function queryOf(pairs) {
  return pairs.filter(([, value]) => value !== null && value !== undefined && value !== false)
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
}

/**
 * The parameters that decide the samples of a pane, without its view.
 *
 * @param {State} state
 * @param {"julia" | "map" | "thumbnail"} pane
 * @returns {[string, unknown][]}
 */
export function samplePairs(state, pane) {
  return [
    pane === "map" ? ["map", true] : ["c", `${realText(state.re)},${realText(state.im)}`],
    // counts are the same with each first tone, which must be below the limit
    ["itermin", 0],
    ["itermax", pane === "map" ? mapLimit(state) : iterationLimit(state)],
    ["threshold", state.threshold ?? usualThreshold(state)],
    ["precision", state.precision === "double" ? null : state.precision],
    ["smooth", state.palette === null ? state.smooth : !state.flat],
  ];
}

/**
 * All parameters that decide the pixels of a pane, without its view.
 *
 * @param {State} state
 * @param {"julia" | "map" | "thumbnail"} pane
 * @returns {[string, unknown][]}
 */
export function pixelPairs(state, pane) {
  const hasPalette = state.palette !== null;
  return [
    pane === "map" ? ["map", true] : ["c", `${realText(state.re)},${realText(state.im)}`],
    ["itermin", state.itermin],
    ["itermax", pane === "map" ? mapLimit(state) : iterationLimit(state)],
    ["threshold", state.threshold],
    ["precision", state.precision === "double" ? null : state.precision],
    ["palette", state.palette],
    ["palette-scale", hasPalette ? state.scale : null],
    ["palette-period", hasPalette && state.period || null],
    ["palette-offset", hasPalette && state.offset || null],
    ["palette-reverse", hasPalette && state.reverse],
    ["palette-quantiles", hasPalette && state.scale === "equalised" && state.quantiles],
    ["interior", hasPalette ? state.interior : null],
    ["flat", hasPalette && state.flat],
    ["smooth", !hasPalette && state.smooth],
    ["samples", state.samples],
  ];
}

/**
 * The view of a pane, as a query has it.
 *
 * @param {import("./view.js").View} view
 * @param {Size} size
 * @returns {[string, unknown][]}
 */
export function viewPairs(view, size) {
  return [["center", `${realText(view.x)},${realText(view.y)}`], ["zoom", realText(view.zoom)],
    ["size", `${size.width}x${size.height}`]];
}
