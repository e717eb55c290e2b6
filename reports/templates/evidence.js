"use strict";
// An archived page is unpacked only when it is looked at, into a frame that may run nothing and reach nothing.
const packed = (id) => Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));
const unpacked = (id) => new Response(new Blob([packed(id)]).stream().pipeThrough(new DecompressionStream("gzip")));

async function draw(article) {
  const place = article.querySelector(".exhibit");
  if (!place || place.querySelector("iframe")) return;
  const frame = document.createElement("iframe");
  frame.title = "存档的页面";
  frame.setAttribute("sandbox", "allow-same-origin"); // no scripts; the same origin only lets this page scroll it
  frame.addEventListener("load", () => point(frame, article.id));
  try {
    frame.srcdoc = await unpacked(place.dataset.page).text();
    place.replaceChildren(frame);
  } catch (fault) {
    place.textContent = "这个浏览器打不开所附的存档页面，请换用 2023 年以后的 Chrome、Edge、Firefox 或 Safari。";
  }
}

function point(frame, key) {
  const marks = frame.contentDocument.querySelectorAll(`mark[data-k~="${key}"]`);
  marks.forEach((mark) => mark.classList.add("now"));
  if (marks.length) marks[0].scrollIntoView({ block: "center" });
}

async function save(button) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await unpacked(button.dataset.file).blob());
  link.download = button.dataset.name;
  link.click();
}

function turn() {
  const articles = [...document.querySelectorAll("article")];
  const key = decodeURIComponent(location.hash.slice(1));
  const shown = articles.find((article) => article.id === key) || articles[0];
  articles.forEach((article) => article.classList.toggle("shown", article === shown));
  document.querySelectorAll("nav a").forEach((link) => link.classList.toggle("shown", link.hash === "#" + shown.id));
  document.querySelector("nav a.shown").scrollIntoView({ block: "nearest" });
  const told = shown.querySelector("[data-rule]");
  if (told) told.textContent = document.getElementById(told.dataset.rule).textContent;
  scrollTo(0, 0);
  draw(shown);
}

document.body.classList.add("turning");
document.querySelectorAll("button[data-file]").forEach((button) => button.addEventListener("click", () => save(button)));
addEventListener("hashchange", turn);
turn();
