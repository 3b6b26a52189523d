// Five minutes before a session ends: say so, and let one press keep it. Without scripts what was typed is kept anyway.
(() => {
  const notice = document.getElementById("session-ends");
  if (!notice) return;
  const idle = Number(notice.dataset.seconds) * 1000;
  const button = notice.querySelector("button");
  let timer;
  const wait = () => {
    notice.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(() => { notice.hidden = false; }, idle - 5 * 60 * 1000);
  };
  button.addEventListener("click", async () => {
    const answer = await fetch(notice.dataset.address, { method: "HEAD", redirect: "manual", credentials: "same-origin" });
    if (answer.ok) wait(); else location.reload();
  });
  wait();
})();
