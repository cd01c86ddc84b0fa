// Asks the browser for a passkey where a button says so, and sends what it gives with the form.
"use strict";
(() => {
  const say = (button, words) => {
    const place = document.getElementById(button.dataset.fault);
    place.textContent = words;
    place.hidden = false;
  };

  const optionsFor = async (button) => {
    if (button.dataset.options) {
      return JSON.parse(document.getElementById(button.dataset.options).textContent);
    }
    const response = await fetch(button.dataset.challenge, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error("no challenge");
    return response.json();
  };

  const ask = async (button) => {
    const options = await optionsFor(button);
    const kind = button.dataset.passkey; // "create" or "get"
    const credential = await window.webauthnJSON[kind](options);
    const form = button.form;
    form.elements.credential.value = JSON.stringify(credential);
    form.action = button.formAction;
    form.submit();
  };

  for (const button of document.querySelectorAll("button[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    button.closest("[data-with-passkeys]").hidden = false;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      ask(button).catch(() => say(button, button.dataset.sorry));
    });
  }
})();
