// What the staff site's library leaves out for keyboards and screen readers.
(() => {
    const native = "a[href],button,input,select,textarea,summary,label";
    const clickable = (el) => !el.matches(native) && [...el.attributes].some((a) => /^(x-on:|@)click(\.|$)/.test(a.name) && !/outside/.test(a.name));
    const name = (el) => {
        const icon = el.matches(".material-symbols-outlined") ? el : el.querySelector(".material-symbols-outlined");
        const words = document.documentElement.lang.startsWith("en")
            ? { close: "Close", more_horiz: "More actions", menu: "Menu", dock_to_right: "Side bar", chevron_right: "Open" }
            : { close: "Sluiten", more_horiz: "Meer acties", menu: "Menu", dock_to_right: "Zijbalk", chevron_right: "Openen" };
        return icon && el.textContent.trim() === icon.textContent.trim() ? words[icon.textContent.trim()] : null;
    };
    const mend = (root) => {
        root.querySelectorAll("span,div,a:not([href])").forEach((el) => {
            if (el.dataset.mended || !clickable(el)) return;
            el.dataset.mended = "1";
            if (el.querySelector("input,select,textarea,button,a[href]")) return;
            el.tabIndex = 0;
            el.setAttribute("role", "button");
            const label = !el.getAttribute("aria-label") && name(el);
            if (label) el.setAttribute("aria-label", label);
        });
        root.querySelectorAll("input[type=checkbox].action-select").forEach((box) => {
            const row = box.closest("tr")?.querySelector("th a, td.field-__str__, th");
            if (row) box.setAttribute("aria-label", `${document.documentElement.lang.startsWith("en") ? "Select" : "Kies"} ${row.textContent.trim()}`);
        });
        root.querySelectorAll("td :is(input,select,textarea):not([type=hidden])").forEach((box) => {
            if (box.labels?.length || box.hasAttribute("aria-label") || box.hasAttribute("aria-labelledby")) return;
            const head = box.closest("table").querySelectorAll("thead th")[box.closest("td").cellIndex];
            if (head) box.setAttribute("aria-label", head.textContent.trim());
        });
        document.getElementById("searchbar-submit")?.setAttribute("aria-label", document.documentElement.lang.startsWith("en") ? "Search" : "Zoeken");
        root.querySelectorAll(".simplebar-content-wrapper").forEach((box) => box.setAttribute("role", "group"));
        root.querySelectorAll(".select2-selection").forEach((box) => {
            const label = box.closest(".select2")?.parentElement.querySelector("select")?.labels?.[0]?.textContent.trim();
            if (!label || box.getAttribute("aria-label")) return;
            box.removeAttribute("aria-labelledby");
            [box, ...box.querySelectorAll("[role=textbox]")].forEach((el) => el.setAttribute("aria-label", label.replace("*", "")));
        });
    };
    addEventListener("keydown", (event) => {
        const el = event.target;
        if (el.dataset?.mended && (event.key === "Enter" || event.key === " ")) {
            event.preventDefault();
            el.click();
        }
    });
    addEventListener("DOMContentLoaded", () => {
        const main = document.getElementById("main") || document.getElementById("page");
        const skip = document.createElement("a");
        skip.href = "#content";
        skip.className = "skip-link";
        skip.textContent = document.documentElement.lang.startsWith("en") ? "Skip to the content" : "Naar de inhoud";
        document.body.prepend(skip);
        document.getElementById("content")?.setAttribute("tabindex", "-1");
        if (main) main.setAttribute("role", "main");
        mend(document);
        new MutationObserver(() => mend(document)).observe(document.body, { childList: true, subtree: true });
    });
})();
