// The respondent's pages: what was answered is kept in this browser until it is sent, a lost
// connection is tried again by itself, and a shared tablet forgets. Without this script every page
// works as well; it then keeps answers in the page alone.
(() => {
  const RETRY_SECONDS = [4, 8, 15, 30, 60];
  const KIOSK_IDLE_MS = 90 * 1000;
  const body = document.body;
  const isKiosk = () => "kiosk" in body.dataset;
  const key = () => `groundswell.answers.${body.dataset.survey}`;
  const isAnswer = (name) => name.startsWith("a-") || name === "group" || name === "language";
  let sending = false;
  let timer = 0;

  // --- the draft, in this browser alone; a tablet that others use keeps none -------------------
  const store = (work) => {
    try {
      return work(window.localStorage);
    } catch {
      return null; // a browser that keeps nothing: the page itself still does
    }
  };
  const draft = () => {
    const text = isKiosk() ? null : store((kept) => kept.getItem(key()));
    try {
      return text ? JSON.parse(text) : null;
    } catch {
      return null;
    }
  };
  const form = () => document.getElementById("answers");
  const keep = () => {
    const asked = form();
    if (!asked || isKiosk() || "start" in asked.dataset || !body.dataset.survey) return;
    const fields = [...new FormData(asked)].filter(([name, value]) => isAnswer(name) && value !== "");
    const at = asked.elements.at ? asked.elements.at.value : "";
    store((kept) => kept.setItem(key(), JSON.stringify({ fields, at })));
  };
  const forget = () => store((kept) => kept.removeItem(key()));

  // --- the slip of this browser's own; see slip.js, which makes it ------------------------------
  const isBlind = (asked) => "slip" in asked.dataset && window.crypto?.subtle && typeof BigInt === "function";
  const slipKey = () => `groundswell.slip.${body.dataset.survey}`;
  const spend = () => {
    // Which slip was spent is known in this browser alone: nothing of the link is sent with answers.
    store((kept) => {
      const name = kept.getItem(slipKey());
      if (name) kept.setItem(`slip:${name}`, JSON.stringify({ done: true }));
      kept.removeItem(slipKey());
    });
    forget();
  };
  const add = (asked, name, value) => {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    field.dataset.draft = "";
    asked.append(field);
  };
  const prepare = (asked) => {
    if (isBlind(asked)) {
      document.querySelectorAll(".path-plain, .path-blind").forEach((told) => {
        told.hidden = told.classList.contains("path-plain");
      });
      asked.addEventListener("submit", () => store((kept) => kept.setItem(slipKey(), asked.dataset.slipKey)));
    }
    const before = draft();
    if (!before) return;
    document.querySelector("[data-unsent]").hidden = false;
    before.fields.filter(([name]) => name.startsWith("a-")).forEach(([name, value]) => add(asked, name, value));
    if (before.at === "summary") add(asked, "go", "check");
    else if (/^\d+$/.test(before.at)) add(asked, "go", `page:${before.at}`);
  };

  // --- the page as it stands -------------------------------------------------------------------
  const dress = () => {
    const asked = form();
    document.querySelectorAll(".kept-note").forEach((note) => {
      note.hidden = ("scripted" in note.dataset) === isKiosk();
    });
    if ("thanks" in body.dataset) spend();
    if (asked && "start" in asked.dataset) prepare(asked);
    document.querySelectorAll("[data-forget]").forEach((button) => {
      button.addEventListener("click", () => {
        forget();
        document.querySelectorAll("[data-draft]").forEach((field) => field.remove());
        const note = button.closest(".draft, .kept-note");
        if (note) note.hidden = true;
      });
    });
    keep();
  };

  const swap = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = page.querySelector("main");
    if (!main) return false;
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.querySelector("main").replaceWith(main);
    [...body.attributes].forEach(({ name }) => name.startsWith("data-") && body.removeAttribute(name));
    [...page.body.attributes].forEach(({ name, value }) => name !== "style" && body.setAttribute(name, value));
    dress();
    rest();
    const first = main.querySelector("[data-focus]") || main;
    first.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    return true;
  };

  // --- sending: in this page, and again by itself where the way is blocked ----------------------
  const say = (kind, seconds, again) => {
    const place = document.querySelector(".unreached");
    if (!place) return false;
    place.textContent = `${place.dataset[kind].replace("%s", seconds)} `;
    const now = document.createElement("button");
    now.type = "button";
    now.className = "btn btn-2";
    now.textContent = place.dataset.now;
    now.addEventListener("click", () => {
      window.clearTimeout(timer);
      again();
    });
    place.append(now);
    return true;
  };
  const quiet = () => document.querySelector(".unreached")?.replaceChildren();

  const send = async (url, data, tries = 0) => {
    sending = true;
    let answer = null;
    try {
      answer = await fetch(url, { method: "POST", body: data, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
    } catch {
      answer = null;
    }
    if (answer && answer.status < 500) {
      const text = await answer.text();
      sending = false;
      quiet();
      if (swap(text)) return true;
    }
    const wait = RETRY_SECONDS[Math.min(tries, RETRY_SECONDS.length - 1)];
    const asked = Number(answer?.headers.get("Retry-After")) || 0;
    const seconds = Math.ceil(Math.min(Math.max(wait, asked), 90) * (0.8 + 0.4 * Math.random()));
    const again = () => send(url, data, tries + 1);
    if (!say(answer?.status === 503 ? "busy" : "offline", seconds, again)) {
      sending = false;
      return false;
    }
    timer = window.setTimeout(again, seconds * 1000);
    return true;
  };

  const sent = (asked, button) => {
    const data = new URLSearchParams(new FormData(asked));
    if (button?.name && !data.has(button.name)) data.append(button.name, button.value);
    return data;
  };

  document.addEventListener("submit", async (event) => {
    const asked = event.target;
    if (asked.id !== "answers" || event.defaultPrevented) return;
    event.preventDefault();
    if (sending) return;
    keep();
    const button = event.submitter || asked.querySelector("button[name=go]");
    const data = sent(asked, button);
    if (!(await send(asked.action, data))) asked.submit();
  });

  document.addEventListener("change", keep);
  document.addEventListener("input", (event) => event.target.matches("textarea") && keep());

  // --- a shared tablet: nothing is kept, and it begins anew by itself ---------------------------
  let idle = 0;
  const rest = () => {
    window.clearTimeout(idle);
    if (!isKiosk()) return;
    // The first page carries no address of its own: there is nothing to clear.
    const home = body.dataset.kiosk;
    if (home) idle = window.setTimeout(() => window.location.replace(home), KIOSK_IDLE_MS);
  };
  ["pointerdown", "keydown", "input"].forEach((name) => document.addEventListener(name, rest));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && isKiosk()) window.location.reload();
    rest();
  });

  dress();
})();
