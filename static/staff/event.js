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
