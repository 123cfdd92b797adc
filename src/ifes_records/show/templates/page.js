
"use strict";
const lit = [];
function light(event) {
  while (lit.length) lit.pop().classList.remove("lit");
  const at = event.target.closest ? event.target.closest("[data-s]") : null;
  if (!at) return;
  const all = (span) => at.closest("article").querySelectorAll(`[data-s~="${span}"]`);
  const spans = at.dataset.s.split(" ");
  const inText = at.closest(".text") !== null;
  for (const span of spans) {
    for (const one of all(span)) {
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
