/**
 * The keys of the page, and the help that lists them.
 *
 * @module
 */

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("help-dialog"));

/** Fields that take no text. */
const NO_TEXT = ["radio", "checkbox", "range", "color"].map(type => `[type="${type}"]`).join();

/** What the space bar presses. */
const PRESSED = 'button, a, summary, [type="radio"], [type="checkbox"], [type="color"]';

/**
 * What the help says: groups of keys in words.
 *
 * @type {[string, [string[], string][]][]}
 */
const HELP = [
  ["The picture", [
    [["Wheel", "+", "−"], "zoom, at the pointer"],
    [["Drag", "← ↑ ↓ →"], "move"],
    [["Double click"], "or double tap: zoom in; with Shift out"],
    [["Pinch"], "zoom with two fingers"],
    [["0", "Home"], "whole set"],
    [["O"], "orbit of the point under the cursor"],
  ]],
  ["The map", [
    [["Drag"], "move c"],
    [["Shift", "← ↑ ↓ →"], "move c"],
    [["Shift", "Drag"], "move the map"],
    [["M"], "hide or show the map"],
  ]],
  ["Looks", [
    [["P"], "next palette; with Shift the one before"],
    [["[", "]"], "lower or raise the iteration limit"],
  ]],
  ["The page", [
    [["Z", "Y"], "undo, redo"],
    [["C"], "copy the link"],
    [["R"], "render the picture"],
    [["F"], "full screen"],
    [["?"], "this help"],
    [["Esc"], "close"],
  ]],
];

/** The same where there is a film. */
const FILM_HELP = ["The film", [
  [["Space"], "play or pause"],
  [[",", "."], "one frame back or on"],
]];

/**
 * @typedef {object} Commands
 * @property {(x: number, y: number) => void} pan by steps to the right and up
 * @property {(x: number, y: number) => void} moveC
 * @property {(way: number) => void} zoom in for 1, out for -1
 * @property {() => void} whole
 * @property {(way: number) => void} limit
 * @property {(way: number) => void} palette
 * @property {() => void} orbit
 * @property {() => void} copyLink
 * @property {() => void} render
 * @property {() => void} full
 * @property {() => void} map
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {() => void} close
 * @property {(() => void) | null} play or pause the film; null without one
 * @property {((way: number) => void) | null} step to the next frame of the film, or the one before
 */

/**
 * Says what computes, below the keys.
 *
 * @param {{version: string, device: {name: string, reason: string} | null}} about
 */
export function describeProgram({ version, device }) {
  const line = document.getElementById("help-about");
  if (line) {
    line.textContent = `juliaset ${version}${device ? `, computing with ${device.name}` : ""}`;
  }
}

/**
 * Obeys keys, except where text is typed.
 *
 * @param {Commands} commands
 */
export function watchKeys(commands) {
  showHelp(commands.play ? [...HELP, FILM_HELP] : HELP);
  document.getElementById("help")?.addEventListener("click", () => openHelp());
  document.querySelectorAll("[data-close]").forEach(button =>
    button.addEventListener("click", () => button.closest("dialog")?.close()));
  document.querySelectorAll("dialog").forEach(box =>
    box.addEventListener("click", event => event.target === box && box.close()));
  addEventListener("keydown", event => {
    const command = commandOf(event, commands);
    if (command) {
      event.preventDefault();
      command();
    }
  });
}

function openHelp() {
  if (!dialog.open) {
    dialog.showModal();
  }
}

function commandOf(event, commands) {
  if (event.defaultPrevented || event.altKey || document.querySelector("dialog[open]")) {
    return event.key === "?" && dialog.open ? () => dialog.close() : null;
  }
  if (isTyped(event.target)) {
    return null;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    return key === "z" ? event.shiftKey ? commands.redo : commands.undo : key === "y" ? commands.redo : null;
  }
  return filmCommand(event, commands) ?? arrowCommand(event, commands) ?? plainCommand(key, event.shiftKey, commands);
}

/** The space bar presses a button that has the focus. */
function filmCommand({ key, target, repeat }, { play, step }) {
  if (!play) {
    return null;
  }
  if (key === " ") {
    return target.closest?.(PRESSED) ? null : () => !repeat && play();
  }
  return key === "," ? () => step(-1) : key === "." ? () => step(1) : null;
}

/** Arrows belong to a list, a slider or a row of choices that has the focus. */
function arrowCommand(event, commands) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const way = ways[event.key];
  if (!way || event.target.closest?.('input, select, [role="tab"], summary')) {
    return null;
  }
  return () => event.shiftKey ? commands.moveC(way[0], way[1]) : commands.pan(way[0], way[1]);
}

function plainCommand(key, isShifted, commands) {
  if (key === "Home" && document.activeElement?.matches("input, [role=tab]")) {
    return null;
  }
  const plain = {
    "+": () => commands.zoom(1), "=": () => commands.zoom(1),
    "-": () => commands.zoom(-1), "_": () => commands.zoom(-1),
    "0": commands.whole, "Home": commands.whole, "[": () => commands.limit(-1), "]": () => commands.limit(1),
    "p": () => commands.palette(isShifted ? -1 : 1), "o": commands.orbit, "c": commands.copyLink, "r": commands.render,
    "f": commands.full, "m": commands.map, "z": isShifted ? commands.redo : commands.undo, "y": commands.redo,
    "?": openHelp, "Escape": commands.close,
  };
  return Object.hasOwn(plain, key) ? plain[key] : null;
}

/** Whether an element takes the key as text. */
function isTyped(element) {
  return element.matches?.("textarea, select, input") && !element.matches(NO_TEXT);
}

function showHelp(groups) {
  const keys = document.getElementById("help-keys");
  for (const [title, rows] of groups) {
    const section = document.createElement("section");
    const heading = document.createElement("h3");
    const table = document.createElement("dl");
    heading.textContent = title;
    for (const [names, words] of rows) {
      const [term, text] = [document.createElement("dt"), document.createElement("dd")];
      names.forEach((name, k) => {
        const key = document.createElement("kbd");
        key.textContent = name;
        term.append(...k > 0 ? [" "] : [], key);
      });
      text.textContent = words;
      table.append(term, text);
    }
    section.append(heading, table);
    keys?.append(section);
  }
}
