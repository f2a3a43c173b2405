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
