/**
 * Requests to the program: the token that they need, errors in words, and the stream of events.
 *
 * @module
 */

const TOKEN = "juliaset-token";
const FILES = "juliaset-files";
const FILM = "juliaset-film";
const RETRY_MS = 1500;

/** The program's answer to a request that it did not fulfil. */
export class ServerError extends Error {
  /**
   * @param {number} status of HTTP; 0 where there was no answer at all
   * @param {string} message one line
   * @param {number} wait seconds after which to try again; 0 if that is of no use
   */
  constructor(status, message, wait = 0) {
    super(message);
    this.status = status;
    this.wait = wait;
  }
}

/** Whether an error only says that the answer is not wanted any more. */
export function isStale(error) {
  return error?.name === "AbortError" || error?.status === 409;
}

/** Speaks to the program that has sent this page. */
export class Server extends EventTarget {
  #token = sessionStorage.getItem(TOKEN);
  #outstanding = 0;
  #isGone = false;

  /** Requests under way, without the stream of events. */
  get outstanding() {
    return this.#outstanding;
  }

  /** The ticket for finished pictures. */
  get files() {
    return sessionStorage.getItem(FILES);
  }

  /** Whether there is a film. */
  get hasFilm() {
    return sessionStorage.getItem(FILM) === "true";
  }

  /**
   * Exchanges the key in the address for a token, and takes the key out of the address.
   *
   * @throws {ServerError} if there is no token, neither from the key nor from before
   */
  async begin() {
    const key = new URLSearchParams(location.search).get("key");
    if (key !== null) {
      history.replaceState(null, "", location.pathname + location.hash);
      try {
        const options = { method: "POST", body: `key=${encodeURIComponent(key)}` };
        const session = await this.#send("session", options, response => response.json());
        this.#token = session.token;
        sessionStorage.setItem(TOKEN, session.token);
        sessionStorage.setItem(FILES, session.files);
        sessionStorage.setItem(FILM, String(session.film));
      } catch (error) {
        // a page that is loaded again has its token, and a key that was for once
        if (!this.#token || error.status === 0) {
          throw error;
        }
      }
    }
    if (!this.#token) {
      throw new ServerError(403, "no token");
    }
  }

  /**
   * @param {string} path below /api/, with its query
   * @param {AbortSignal} [signal]
   * @returns {Promise<{headers: Headers, bytes: ArrayBuffer}>}
   */
  bytes(path, signal) {
    return this.#send(`api/${path}`, { signal },
        async response => ({ headers: response.headers, bytes: await response.arrayBuffer() }));
  }

  /**
   * @param {string} path below /api/, with its query
   * @returns {Promise<any>}
   */
  get(path) {
    return this.#send(`api/${path}`, {}, response => response.json());
  }

  /**
   * @param {string} path below /api/
   * @param {BodyInit} [body]
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>} what the answer says, as JSON; null if that is empty
   */
  async post(path, body = "", signal = undefined) {
    const text = await this.#send(`api/${path}`, { method: "POST", body, signal }, response => response.text());
    return text ? JSON.parse(text) : null;
  }

  /** @param {(response: Response) => Promise<any>} read what is wanted of an answer */
  async #send(path, options, read) {
    this.#count(1);
    try {
      const headers = this.#token ? { "X-Juliaset-Token": this.#token } : {};
      const response = await fetch(path, { ...options, headers });
      if (!response.ok) {
        const text = (await response.text()).trim();
        throw new ServerError(response.status, text || `error ${response.status}`,
            Number(response.headers.get("Retry-After") ?? 0));
      }
      const answer = await read(response);
      this.#setGone(false);
      return answer;
    } catch (error) {
      if (error instanceof ServerError || error.name === "AbortError") {
        throw error;
      }
      this.#setGone(true);
      throw new ServerError(0, "the program does not answer");
    } finally {
      this.#count(-1);
    }
  }

  #count(change) {
    this.#outstanding += change;
    this.dispatchEvent(new Event("traffic"));
  }

  #setGone(isGone) {
    if (this.#isGone !== isGone) {
      this.#isGone = isGone;
      this.dispatchEvent(new Event(isGone ? "gone" : "back"));
      if (isGone) {
        this.#knock();
      }
    }
  }

  /** Asks from time to time whether the program is there again. */
  async #knock() {
    while (this.#isGone) {
      await pause(RETRY_MS);
      try {
        await this.get("renders");
      } catch (error) {
        if (error.status === 403) {
          this.#isGone = false;
          this.dispatchEvent(new Event("stranger"));
        }
      }
    }
  }

  /** Waits until the program answers. */
  async whenBack() {
    while (this.#isGone) {
      await new Promise(done => this.addEventListener("back", done, { once: true }));
    }
  }

  /**
   * Follows the stream of events for as long as the page can be seen: a browser has few connections to a server, and
   * other pages need them.
   *
   * @param {(name: string, data: any) => void} listener
   */
  async follow(listener) {
    for (;;) {
      await whenVisible();
      const abort = new AbortController();
      const hide = () => document.hidden && abort.abort();
      document.addEventListener("visibilitychange", hide);
      try {
        await this.#stream(listener, abort.signal);
      } catch {
        // the stream ends with the program, and begins again with it
      }
      document.removeEventListener("visibilitychange", hide);
      await pause(RETRY_MS);
      await this.whenBack();
    }
  }

  async #stream(listener, signal) {
    const response = await fetch("api/events", { headers: { "X-Juliaset-Token": this.#token }, signal });
    if (!response.ok || !response.body) {
      throw new ServerError(response.status, "no events");
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = "";;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      text += value;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      blocks.forEach(block => tell(block, listener));
    }
  }
}

function tell(block, listener) {
  const fields = block.split("\n").map(line => /^(\w+): ?(.*)$/.exec(line)).filter(Boolean);
  const name = fields.find(field => field[1] === "event")?.[2];
  const data = fields.filter(field => field[1] === "data").map(field => field[2]).join("\n");
  if (name && data) {
    listener(name, JSON.parse(data));
  }
}

async function whenVisible() {
  while (document.hidden) {
    await new Promise(done => document.addEventListener("visibilitychange", done, { once: true }));
  }
}

/**
 * Waits.
 *
 * @param {number} milliseconds
 */
export function pause(milliseconds) {
  return new Promise(done => setTimeout(done, milliseconds));
}
