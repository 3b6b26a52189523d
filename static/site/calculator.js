// Two comforts of the calculator; without this file everything works.
(() => {
  const text = document.getElementById("as-text");
  if (text && navigator.clipboard) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.value);
      button.textContent = text.dataset.copied;
    });
    text.after(button);
  }

  const list = document.getElementById("id_term");
  const words = document.getElementById("id_term_search");
  if (!list || !words) return;
  const groups = [...list.querySelectorAll("optgroup")].map((group) => [group, [...group.children]]);
  words.closest(".field").hidden = false;
  words.addEventListener("input", () => {
    const asked = words.value.toLowerCase().split(/\s+/);
    for (const [group, options] of groups) {
      const fitting = options.filter((option) => {
        const said = `${option.value} ${option.text} ${group.label}`.toLowerCase();
        return option.selected || asked.every((word) => said.includes(word));
      });
      group.replaceChildren(...fitting);
      group.hidden = fitting.length === 0;
    }
  });
})();
