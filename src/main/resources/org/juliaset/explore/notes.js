/**
 * Notes that pass by, read out by screen readers, and the one alert that stays as long as its reason.
 *
 * @module
 */

const SHOWN_MS = 5000;
const MOST = 3;

const notes = /** @type {HTMLElement} */ (document.getElementById("notes"));
const alertBox = /** @type {HTMLElement} */ (document.getElementById("alert"));

/**
 * Shows a note for some seconds. The same note is not shown twice at a time.
 *
 * @param {string} text
 */
export function note(text) {
  if ([...notes.children].some(shown => shown.textContent === text)) {
    return;
  }
  const line = document.createElement("div");
  line.textContent = text;
  notes.append(line);
  while (notes.children.length > MOST) {
    notes.firstElementChild?.remove();
  }
  setTimeout(() => line.remove(), SHOWN_MS + 40 * text.length);
}

/**
 * Shows an alert, or takes it away.
 *
 * @param {string | null} text
 */
export function alertOf(text) {
  alertBox.hidden = text === null;
  alertBox.textContent = text ?? "";
}
