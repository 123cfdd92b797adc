
"use strict";
const lit = [];
// The numbers of an element's spans: without data-s, the one in its id (r1f12 of a value, r1p12 of a piece).
const spansOf = (one) => one.dataset.s?.split(" ") ?? [one.id.match(/\d+$/)[0]];
function light(event) {
  while (lit.length) lit.pop().classList.remove("lit");
  const at = event.target.closest?.(".panes :is(a[id], [data-s])");
  if (!at) return;
  const { id } = at.closest("article");
  const spans = spansOf(at);
  const inText = at.closest(".text") !== null;
  for (const span of spans) {
    for (const one of document.querySelectorAll(`#${id} [data-s~="${span}"], #${id}f${span}, #${id}p${span}`)) {
      if (one.closest(".text") ? span === spans[0] : inText || span === spans[0]) {
        one.classList.add("lit");
        lit.push(one);
      }
    }
  }
}
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, light);

const search = document.getElementById("search");
if (search) {
  search.parentElement.hidden = false;
  const rows = [...document.querySelectorAll(".contents tbody tr")];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/);
    let found = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      found += row.hidden ? 0 : 1;
    });
    document.querySelector("output").value = `${found} of ${rows.length} records`;
  });
}
