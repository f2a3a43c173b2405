// What the pages do beyond HTML; every page is complete without it.
"use strict";

// Suggestions as one types.
const box = document.getElementById("q");
if (box) {
  const list = document.getElementById("suggestions");
  let asked = "";
  box.addEventListener("input", async () => {
    const typed = box.value.trim();
    if (!typed || typed === asked || box.value.length > 40) return;
    asked = typed;
    const answer = await fetch("/api/v1/suggest?limit=8&q=" + encodeURIComponent(typed)).catch(() => null);
    if (!answer || !answer.ok || asked !== typed) return;
    const found = await answer.json();
    list.replaceChildren(...found.suggestions.map((suggestion) => {
      const option = document.createElement("option");
      option.value = suggestion.text;
      option.label = suggestion.detail ? suggestion.text + " · " + suggestion.detail : suggestion.text;
      return option;
    }));
  });
}

// "Near me": asks the browser for the place, only when the button is pressed.
for (const button of document.querySelectorAll(".nearby")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition((place) => {
      const form = button.form;
      const near = place.coords.latitude.toFixed(5) + "," + place.coords.longitude.toFixed(5);
      for (const [name, value] of [["near", near], ["sort", "distance"]]) {
        form.querySelectorAll('input[name="' + name + '"]').forEach((old) => old.remove());
        const input = document.createElement("input");
        input.type = "hidden";
        input.name = name;
        input.value = value;
        form.append(input);
      }
      form.submit();
    }, () => { button.textContent = "没有得到您的位置,可以在搜索框里写上地名"; });
  });
}

// Printing, and the page's address to hand on.
for (const button of document.querySelectorAll(".print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const button of document.querySelectorAll(".share")) {
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const address = document.querySelector(".permanent .address").textContent;
    try {
      if (navigator.share) await navigator.share({ title: document.title, url: address });
      else await navigator.clipboard.writeText(address);
      button.textContent = navigator.share ? "已分享" : "已复制";
    } catch { /* the person changed their mind */ }
  });
}

// The hotline's desk: digits choose, "c" copies, "/" goes back to the box.
const message = document.getElementById("message");
const copy = document.querySelector(".copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(message.value);
    document.querySelector(".copied").textContent = "已复制";
  });
}
if (document.querySelector(".hotline-desk")) {
  if (message) message.focus();
  document.addEventListener("keydown", (event) => {
    if (event.target === box || event.ctrlKey || event.altKey || event.metaKey) return;
    const pick = document.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (pick) pick.click();
    else if (event.key === "c" && copy) copy.click();
    else if (event.key === "/") box.focus();
    else return;
    event.preventDefault();
  });
}

// Leaving in haste: the page is replaced, so that "back" does not show it again. Nor does it stay in any cache.
for (const way of document.querySelectorAll(".leave")) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(way.href);
  });
}

// A job's progress, live.
const job = document.getElementById("job");
if (job && job.dataset.events) {
  const events = new EventSource(job.dataset.events);
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    for (const cell of job.querySelectorAll("[data-value]")) cell.textContent = now[cell.dataset.value] || "";
    for (const cell of job.querySelectorAll("[data-count]")) cell.textContent = now.counts[cell.dataset.count] ?? 0;
    if (["queued", "running"].includes(now.state)) return;
    events.close();
    job.dataset.ended = now.state;
  };
}
