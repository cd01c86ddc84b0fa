// The browser's part of a blind signature (RFC 9474, RSABSSA-SHA384-PSS-Deterministic): it makes the
// right to answer itself, has it signed without showing it, and puts it into the form. What it makes
// is kept in this browser before anything is asked, so that a lost page loses nothing. Where the
// browser cannot do this, the form goes as it is and the server makes the slip.
//
// <form data-slip data-slip-key data-slip-modulus data-slip-token data-slip-sign data-slip-action
// data-slip-fault data-slip-sorry> holds <input name="slip">. Its buttons send it once the slip is there.
"use strict";
(() => {
  const NONCE = 32, SALT = 48, HASH = 48, SIZE = 256, EXPONENT = 65537n; // bytes

  const toNumber = (bytes) => BigInt("0x" + Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join(""));
  const toBytes = (number) => Uint8Array.from(number.toString(16).padStart(2 * SIZE, "0").match(/../g), (pair) => parseInt(pair, 16));
  const toText = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const fromText = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const join = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
  const chance = (length) => crypto.getRandomValues(new Uint8Array(length));
  const hash = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));

  const power = (base, exponent, n) => {
    let result = 1n;
    for (let b = base % n, e = exponent; e > 0n; e >>= 1n, b = (b * b) % n) if (e & 1n) result = (result * b) % n;
    return result;
  };
  const inverse = (number, n) => {
    let [a, b, x, y] = [number, n, 1n, 0n];
    while (b) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
    if (a !== 1n) throw new Error("no inverse");
    return ((x % n) + n) % n;
  };
  const below = (n) => {
    for (;;) {
      const number = toNumber(chance(SIZE));
      if (number > 1n && number < n) return number;
    }
  };

  // EMSA-PSS of RFC 8017, section 9.1.1, for a modulus of 2048 bits.
  const encoded = async (nonce, salt) => {
    const digest = await hash(join(new Uint8Array(8), await hash(nonce), salt));
    const block = join(new Uint8Array(SIZE - SALT - HASH - 2), [1], salt);
    for (let i = 0; i * HASH < block.length; i += 1) {
      const mask = await hash(join(digest, [0, 0, 0, i]));
      for (let j = 0; j < HASH && i * HASH + j < block.length; j += 1) block[i * HASH + j] ^= mask[j];
    }
    block[0] &= 0x7f;
    return toNumber(join(block, digest, [0xbc]));
  };

  const made = async (n) => {
    const [nonce, salt, factor] = [chance(NONCE), chance(SALT), below(n)];
    const blinded = ((await encoded(nonce, salt)) * power(factor, EXPONENT, n)) % n;
    return { nonce: toText(nonce), salt: toText(salt), inverse: toText(toBytes(inverse(factor, n))), blinded: toText(toBytes(blinded)) };
  };
  const uncovered = async (kept, signature, n) => {
    const nonce = fromText(kept.nonce);
    const signed = (toNumber(fromText(signature)) * toNumber(fromText(kept.inverse))) % n;
    if (power(signed, EXPONENT, n) !== (await encoded(nonce, fromText(kept.salt)))) throw new Error("not signed");
    return toText(join(nonce, toBytes(signed)));
  };

  const read = (key) => JSON.parse(localStorage.getItem("slip:" + key) || "null");
  const keep = (key, value) => localStorage.setItem("slip:" + key, JSON.stringify(value));

  // The slip; null where the server has to make it; an Error whose message is the server's sentence.
  const slipFor = async ({ slipKey, slipModulus, slipToken, slipSign }) => {
    let kept;
    const n = toNumber(fromText(slipModulus));
    try {
      kept = read(slipKey) || (await made(n));
      keep(slipKey, kept);
    } catch {
      return null;
    }
    if (kept.slip) return kept.slip;
    const body = new URLSearchParams({ token: slipToken, blinded: kept.blinded });
    const response = await fetch(slipSign, { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer" });
    const answer = await response.json();
    if (!response.ok) throw Object.assign(new Error(answer.sentence), { isSentence: true });
    kept.slip = await uncovered(kept, answer.signature, n);
    keep(slipKey, kept);
    return kept.slip;
  };

  const say = (form, words) => {
    const place = document.getElementById(form.dataset.slipFault);
    place.textContent = words;
    place.hidden = false;
    place.focus();
  };

  const begin = async (form) => {
    try {
      form.elements.slip.value = (await slipFor(form.dataset)) || "";
      // With the slip goes nothing of the link: not even in the address that it is sent to.
      if (form.elements.slip.value && form.dataset.slipAction) form.action = form.dataset.slipAction;
      form.submit();
    } catch (error) {
      say(form, error.isSentence ? error.message : form.dataset.slipSorry);
      delete form.dataset.slipAsked;
      delete form.dataset.sent;
    }
  };

  if (window.crypto && crypto.subtle && typeof BigInt === "function") {
    document.querySelectorAll("form[data-slip]").forEach((form) => {
      form.addEventListener("submit", (event) => {
        if (form.elements.slip.value) return;
        event.preventDefault();
        if (form.dataset.slipAsked) return;
        form.dataset.slipAsked = "yes";
        begin(form);
      });
    });
  }

  // The page of thanks: the slip is spent, and this browser forgets it.
  document.querySelectorAll("[data-slip-done]").forEach((thanks) => {
    try {
      keep(thanks.dataset.slipKey, { done: true });
    } catch {
      return; // it kept nothing
    }
  });
  // Coming back after that: the page says so, in the place of the form.
  document.querySelectorAll("[data-slip-answered]").forEach((notice) => {
    try {
      if (!(read(notice.dataset.slipKey) || {}).done) return;
    } catch {
      return;
    }
    notice.hidden = false;
    document.querySelectorAll("form[data-slip]").forEach((form) => { form.hidden = true; });
  });
})();
