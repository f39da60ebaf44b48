/**
 * The tabs of the settings. On a narrow page they are a sheet, which the tab that is open closes again.
 *
 * @module
 */

const tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[role="tab"]')]);
const narrow = matchMedia("(max-width: 720px)");

/** Makes the tabs work. */
export function watchTabs() {
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => {
      const isOpen = document.body.classList.contains("sheet") && isSelected(tab);
      showTab(tab.id);
      document.body.classList.toggle("sheet", narrow.matches && !isOpen);
    });
    tab.addEventListener("keydown", event => {
      const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: tabs.length - 1 - at };
      const step = steps[event.key];
      if (step !== undefined) {
        const next = tabs[(at + step + tabs.length) % tabs.length];
        showTab(next.id);
        next.focus();
        event.preventDefault();
        event.stopPropagation();
      }
    });
  });
  narrow.addEventListener("change", closeSheet);
}

/**
 * Shows one of the panels.
 *
 * @param {string} id of its tab
 */
export function showTab(id) {
  for (const tab of tabs) {
    const isShown = tab.id === id;
    tab.setAttribute("aria-selected", String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
    const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
    panel?.toggleAttribute("hidden", !isShown);
  }
  document.body.classList.toggle("sheet", narrow.matches);
}

/** @returns {boolean} whether there was a sheet to close */
export function closeSheet() {
  const was = document.body.classList.contains("sheet");
  document.body.classList.remove("sheet");
  return was;
}

function isSelected(tab) {
  return tab.getAttribute("aria-selected") === "true";
}
