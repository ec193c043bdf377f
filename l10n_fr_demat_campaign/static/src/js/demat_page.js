/** @odoo-module ignore **/
// The personal link leaves the address bar and the history as soon as it was used.
// The page works without this script.
const clean = document.querySelector("link[data-demat-clean-url]");
if (
    clean &&
    navigator.cookieEnabled &&
    window.location.pathname !== clean.dataset.dematCleanUrl
) {
    const {search, hash} = window.location;
    window.history.replaceState(null, "", clean.dataset.dematCleanUrl + search + hash);
}
const summary = document.getElementById("demat_errors");
if (summary) {
    summary.focus();
}
