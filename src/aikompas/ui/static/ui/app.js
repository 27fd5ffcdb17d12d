// SPDX-License-Identifier: EUPL-1.2
// What makes pages pleasant; every page works without it.

const STATUS = "[data-autosave-status]";

function countCharacters(counter) {
  const field = document.getElementById(counter.dataset.counter);
  if (!field) return;
  const show = () => {
    const left = Number(counter.dataset.limit) - field.value.replaceAll("\r\n", "\n").length;
    const words = left < 0 ? counter.dataset.over : counter.dataset.left;
    counter.textContent = `${Math.abs(left)} ${words}`;
    counter.classList.toggle("ak-counter--over", left < 0);
  };
  field.addEventListener("input", show);
  show();
}

function focusErrors(root) {
  root.querySelector("[data-focus]")?.focus();
}

// Menus close with Escape, and when one clicks or tabs elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

function watchMenus() {
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// <form data-autosave="address">: changes are posted a second after the last one; the form stays usable without this.
// With data-autosave-changed only the fields that changed are sent, with their `initial-` values and other hidden fields
// that have no such value; what the answer says about the page (htmx, out of band) is put in its place.
function autosave(form) {
  const status = document.querySelector(STATUS);
  const text = status?.querySelector("[data-autosave-text]");
  const changed = new Set();
  let timer;
  let saving = false;
  let again = false;

  const say = (words, failed = false) => {
    if (text) text.textContent = words;
    status?.classList.toggle("ak-autosave--failed", failed);
  };

  const save = async () => {
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    const sent = new Set(changed);
    changed.clear();
    say(status?.dataset.saving ?? "");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: "autosaveChanged" in form.dataset ? only(form, sent) : new FormData(form),
        headers: { "X-Requested-With": "autosave" },
        keepalive: true,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      if (!changed.size) delete form.dataset.changed;
      const page = await answer.text();
      if (page) htmx.swap(form, page, { swapStyle: "none" });
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say(`${status?.dataset.saved ?? ""} ${time}`);
      form.dispatchEvent(new CustomEvent("ak:saved", { bubbles: true }));
    } catch {
      sent.forEach((name) => changed.add(name));
      say(status?.dataset.failed ?? "", true);
      timer = setTimeout(save, 10_000);
    } finally {
      saving = false;
      if (again) {
        again = false;
        save();
      }
    }
  };

  const soon = (delay) => {
    form.dataset.changed = "";
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const noted = (event, delay) => {
    if (event.target.name) changed.add(event.target.name);
    soon(delay);
  };
  form.addEventListener("input", (event) => noted(event, 1500));
  form.addEventListener("change", (event) => noted(event, 300));
  form.addEventListener("submit", () => clearTimeout(timer));
  form.addEventListener("focusin", (event) => {
    const at = form.querySelector("input[data-focused]");
    if (at) at.value = event.target.name ?? "";
  });
}

function only(form, names) {
  const data = new FormData(form);
  const controls = [...form.elements].filter((control) => control.name);
  const always = new Set(
    controls
      .filter((control) => control.type === "hidden" && !control.name.startsWith("initial-"))
      .map((control) => control.name),
  );
  for (const name of [...data.keys()]) {
    if (!always.has(name) && !names.has(name.replace(/^initial-/, ""))) data.delete(name);
  }
  return data;
}

// <form data-warn-unsaved>: the browser asks before one leaves with changes that were not saved.
function warnUnsaved(form) {
  form.addEventListener("input", () => {
    form.dataset.changed = "";
  });
  form.addEventListener("submit", () => {
    delete form.dataset.changed;
  });
}

// Empty filters stay out of the address, so that a shared link is short.
function cleanQuery(form) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) {
      if (value === "") event.formData.delete(name);
    }
  });
}

function enhance(root) {
  root.querySelectorAll("[data-counter]").forEach(countCharacters);
  root.querySelectorAll("form[data-autosave]").forEach(autosave);
  root.querySelectorAll("form[data-warn-unsaved]").forEach(warnUnsaved);
  root.querySelectorAll("form[data-clean-query]").forEach(cleanQuery);
  focusErrors(root);
}

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") return;
  const { parameters } = event.detail;
  for (const name of Object.keys(parameters)) {
    if (parameters[name] === "") delete parameters[name];
  }
});
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) enhance(event.detail.elt);
});

// A search box asks while one types; leaving it must not ask again.
document.addEventListener(
  "change",
  (event) => {
    if (event.target.matches(".ak-filters input[type=search]")) event.stopPropagation();
  },
  true,
);

watchMenus();
enhance(document);
