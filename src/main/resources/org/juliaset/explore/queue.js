/**
 * The pictures that are being made, and those that are.
 *
 * @module
 */

import { note } from "./notes.js";
import { bytesText, secondsText } from "./numbers.js";

const list = /** @type {HTMLElement} */ (document.getElementById("queue"));
const title = /** @type {HTMLElement} */ (document.getElementById("queue-title"));
const tab = /** @type {HTMLElement} */ (document.getElementById("tab-render"));
const ENDED = ["done", "cancelled", "failed"];

/**
 * @typedef {object} Job
 * @property {string | number} id
 * @property {string} name of the file
 * @property {"waiting" | "running" | "done" | "cancelled" | "failed"} state
 * @property {number} share that is done, from 0 to 1
 * @property {number} [seconds] that it has taken
 * @property {number} [secondsLeft]
 * @property {string} [message]
 * @property {number} [bytes]
 * @property {string} [link]
 */

/** Shows the queue. */
export class Queue {
  #server;
  #rows = new Map();
  #jobs = [];

  /** @param {import("./server.js").Server} server */
  constructor(server) {
    this.#server = server;
  }

  /** Names of the files of all jobs. */
  get names() {
    return this.#jobs.map(({ name }) => name);
  }

  /** @param {Job[]} jobs all there are */
  show(jobs) {
    this.#jobs.filter(old => !ENDED.includes(old.state)).forEach(old => this.#tellEnd(old, jobs));
    this.#jobs = jobs;
    title.hidden = jobs.length === 0;
    for (const [id, row] of this.#rows) {
      if (!jobs.some(job => job.id === id)) {
        row.element.remove();
        this.#rows.delete(id);
      }
    }
    jobs.forEach(job => this.#showJob(job));
    const running = jobs.find(({ state }) => state === "running");
    tab.style.setProperty("--share", String(running?.share ?? 0));
  }

  #tellEnd(old, jobs) {
    const job = jobs.find(({ id }) => id === old.id);
    if (job?.state === "done") {
      note(`${job.name} is done`);
    } else if (job?.state === "failed") {
      note(`${job.name} has failed: ${job.message}`);
    }
  }

  #showJob(job) {
    const row = this.#rows.get(job.id) ?? this.#makeRow(job);
    row.bar.hidden = job.state === "done" || job.state === "failed";
    row.bar.value = job.share;
    row.state.textContent = words(job);
    row.state.classList.toggle("failed", job.state === "failed");
    if (row.shown !== job.state) {
      row.shown = job.state;
      const hadFocus = row.actions.contains(document.activeElement);
      row.actions.replaceChildren(...this.#actions(job));
      if (hadFocus) {
        row.actions.firstElementChild?.focus();
      }
    }
  }

  #makeRow(job) {
    const element = document.createElement("li");
    const [name, state, actions] = ["name", "state", "actions"].map(kind => {
      const part = document.createElement("div");
      part.className = kind;
      return part;
    });
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", `Progress of ${job.name}`);
    name.textContent = job.name;
    element.append(name, bar, state, actions);
    list.prepend(element);
    if (!ENDED.includes(job.state) && list.offsetParent !== null) {
      requestAnimationFrame(() => element.scrollIntoView({ block: "nearest" }));
    }
    const row = { element, bar, state, actions, shown: "" };
    this.#rows.set(job.id, row);
    return row;
  }

  #actions(job) {
    const link = document.createElement("a");
    link.href = job.link ?? "";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = job.name.endsWith(".dzi") ? "Open in Deep Zoom" : "Open";
    link.setAttribute("aria-label", `${link.textContent}: ${job.name}`);
    const action = (text, name) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.setAttribute("aria-label", `${text} ${job.name}`);
      button.addEventListener("click", () => this.#act(job, name));
      return button;
    };
    switch (job.state) {
      case "done":
        return [...job.link ? [link] : [], action("Remove from list", "remove")];
      case "cancelled":
        return [action("Resume", "resume"), action("Remove", "remove")];
      case "failed":
        return [action("Try again", "resume"), action("Remove", "remove")];
      default:
        return [action("Cancel", "cancel")];
    }
  }

  async #act(job, action) {
    try {
      await this.#server.post(`renders/${encodeURIComponent(job.id)}/${action}`);
    } catch (error) {
      note(error.message);
    }
  }
}

/** @param {Job} job */
function words(job) {
  const percent = `${Math.floor(100 * job.share)} %`;
  switch (job.state) {
    case "waiting":
      return "waiting";
    case "running":
      return job.secondsLeft ? `${percent}, ${secondsText(job.secondsLeft)} left` : percent;
    case "done":
      return [job.bytes && bytesText(job.bytes), job.seconds && `in ${secondsText(job.seconds)}`]
          .filter(Boolean).join(", ");
    case "cancelled":
      return `cancelled at ${percent}`;
    default:
      return job.message ?? "failed";
  }
}
