/**
 * Copies the view: as a link, as a command, or as a script.
 *
 * @module
 */

import { addressOf } from "./address.js";
import { note } from "./notes.js";

const menu = /** @type {HTMLElement} */ (document.getElementById("share-menu"));
const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("copy-dialog"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("copy-text"));

/** Puts texts on the clipboard. */
export class Share {
  #server;
  #store;
  #query;

  /**
   * @param {import("./server.js").Server} server
   * @param {import("./state.js").Store} store
   * @param {() => Promise<string>} query of the picture that is seen
   */
  constructor(server, store, query) {
    this.#server = server;
    this.#store = store;
    this.#query = query;
    const actions = { "copy-link": () => this.link(), "copy-command": () => this.#text("command"),
      "copy-python": () => this.#text("python") };
    for (const [id, action] of Object.entries(actions)) {
      document.getElementById(id)?.addEventListener("click", () => {
        menu.hidePopover?.();
        action();
      });
    }
  }

  /** Copies the address of the view, without a key. */
  link() {
    return this.#copy(`${location.origin}${location.pathname}#${addressOf(this.#store.state)}`, "Link copied");
  }

  async #text(kind) {
    try {
      const texts = await this.#server.post("text", await this.#query());
      await this.#copy(texts[kind], kind === "command" ? "Command copied" : "Python copied");
    } catch (error) {
      note(error.message);
    }
  }

  async #copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      note(done);
    } catch {
      field.value = text;
      dialog.showModal();
      field.focus();
      field.select();
    }
  }
}
