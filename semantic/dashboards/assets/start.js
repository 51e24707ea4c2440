// Registers the service worker, and has it keep the statement that the page shows.
(() => {
  if (!("serviceWorker" in navigator)) return;
  let kept = "";
  const keep = () => {
    const link = document.getElementById("sheet");
    if (!link || link.getAttribute("href") === kept || !navigator.serviceWorker.controller) return;
    kept = link.getAttribute("href");
    navigator.serviceWorker.controller.postMessage({ keep: kept });
  };
  navigator.serviceWorker.register("/service-worker.js", { scope: "/" });
  navigator.serviceWorker.addEventListener("controllerchange", keep);
  new MutationObserver(keep).observe(document.documentElement, { childList: true, subtree: true });
})();
