// Show the date set by the court only for events that can have one.
document.addEventListener("DOMContentLoaded", () => {
    const kind = document.querySelector("#id_kind[data-court-date]");
    const date = document.querySelector("#id_court_set_on");
    const row = date && (date.closest(".field-court_set_on") || date.closest(".form-row"));
    if (!kind || !row) return;
    const kinds = kind.dataset.courtDate.split(" ");
    const show = () => { row.hidden = kinds.indexOf(kind.value) < 0 && !date.value; };
    kind.addEventListener("change", show);
    if (window.django && window.django.jQuery) window.django.jQuery(kind).on("change", show);
    show();
});

// Show what would change as soon as the answers say enough; without a script the button does the same.
document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("#courtevent_form");
    const place = document.querySelector("#changes");
    if (!form || !place) return;
    let timer, running;
    const saysEnough = () => {
        const answers = new FormData(form);
        return answers.get("kind") && answers.get("happened_on") && answers.has("tracks");
    };
    const ask = async () => {
        if (!saysEnough()) return;
        if (running) running.abort();
        const own = running = new AbortController();
        const answers = new FormData(form);
        answers.append("_preview", "1");
        place.setAttribute("aria-busy", "true");
        try {
            const answer = await fetch(window.location.href, { method: "POST", body: answers, signal: own.signal });
            const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
            const changes = shown.querySelector("#changes");
            const label = shown.querySelector("#record-label");
            if (answer.ok && changes) place.replaceChildren(...changes.childNodes);
            if (answer.ok && label) document.querySelector("#record-label").textContent = label.textContent;
        } catch (error) {
            if (error.name !== "AbortError") console.info("The button shows what changes.");
        }
        if (own === running) place.removeAttribute("aria-busy");
    };
    const soon = () => { clearTimeout(timer); timer = setTimeout(ask, 500); };
    if (window.django && window.django.jQuery) window.django.jQuery(form).on("change", soon);
    else form.addEventListener("change", soon);
});
