// A form marked data-once is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
// Going back to the page makes the form ready again; so does half a minute without an answer.
const ready = () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
window.addEventListener("pageshow", ready);
document.addEventListener("submit", () => window.setTimeout(ready, 30000));
// Escape and a press elsewhere close what opened under the bar.
const close = (except) =>
  document.querySelectorAll(".org[open], .me[open]").forEach((open) => {
    if (open !== except) open.open = false;
  });
document.addEventListener("click", (event) => close(event.target.closest(".org, .me")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector(".org[open], .me[open]");
  close(null);
  if (open) open.querySelector("summary").focus();
});
// Without scripts there is no button that prints; the browser's own menu does.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
// Who comes back finds the focus on the link that led away. A page that is not to be stored is made
// anew by the browser, which keeps how far one had scrolled and forgets where the keyboard was.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link) return;
  const left = { at: [...document.links].indexOf(link), href: link.href };
  window.history.replaceState({ ...window.history.state, left }, "");
});
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
  const left = window.history.state?.left;
  const link = left && document.links[left.at];
  if (link && link.href === left.href) link.focus();
}
