import time
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import common, tagged
from odoo.tests.common import ChromeBrowser

from .page_common import PageCommon

# What a person who sees little, or uses no mouse, needs on every screen.
AUDIT = """
(() => {
    const all = (query) => [...document.querySelectorAll(query)];
    const fields = all("input:not([type=hidden]), select, textarea");
    const small = all("a, button, input:not([type=hidden]), select").filter((e) => {
        const {width, height} = e.getBoundingClientRect();
        return width > 0 && height < 24;
    });
    return JSON.stringify({
        lang: document.documentElement.lang !== "",
        title: document.title !== "",
        h1: all("h1").length,
        main: all("main").length,
        first: document.querySelector("a").getAttribute("href"),
        unlabelled: fields.filter((field) => !field.labels.length).map((e) => e.name),
        lost: all("[aria-describedby], [aria-labelledby]")
            .flatMap((e) => [e.ariaDescribedByElements, e.ariaLabelledByElements])
            .filter((found) => found && !found.length).length,
        unnamed: all("fieldset").filter((e) => !e.querySelector("legend")).length,
        small: small.map((e) => e.outerHTML),
        overflow: document.documentElement.scrollWidth > window.innerWidth,
        inline: all("[style], script:not([src])").length,
    });
})()
"""
SOUND = (
    '{"lang":true,"title":true,"h1":1,"main":1,"first":"#main","unlabelled":[],'
    '"lost":0,"unnamed":0,"small":[],"overflow":false,"inline":0}'
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageTour(PageCommon):
    """A customer answers in a real browser, 320 pixels wide."""

    browser_size = "320x900"
    touch_enabled = False

    @contextmanager
    def _browse(self, path):
        """Provide a browser on one page, however long a busy machine starts it."""
        with patch.object(common, "CHECK_BROWSER_ITERATIONS", 900):
            browser = ChromeBrowser(self)
        try:
            browser._websocket_request(
                "Emulation.setDeviceMetricsOverride",
                params={
                    "width": 320,
                    "height": 900,
                    "deviceScaleFactor": 1,
                    "mobile": True,
                },
            )
            with self.allow_requests(browser=browser):
                self._go(browser, path)
                yield browser
                browser.navigate_to("about:blank", wait_stop=True)
                self._wait_remaining_requests()
        finally:
            browser.stop()

    def _go(self, browser, path):
        browser.navigate_to(self.base_url() + path, wait_stop=True)

    def _run(self, browser, expression):
        """Return the value of an expression on the page."""
        answer = browser._websocket_request(
            "Runtime.evaluate",
            params={"expression": expression, "returnByValue": True},
        )
        return answer["result"].get("value")

    def _press(self, browser, key, code, text=None):
        """Press one key, as a keyboard does."""
        values = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        for kind in ("keyDown", "keyUp"):
            params = {"type": kind, **values}
            if text and kind == "keyDown":
                params["text"] = text
            browser._websocket_request("Input.dispatchKeyEvent", params=params)

    def _reach(self, browser, selector):
        """Reach an element with the tabulation key only."""
        for _time in range(40):
            self._press(browser, "Tab", 9)
            if self._run(browser, f"document.activeElement.matches('{selector}')"):
                return
        self.fail(f"The keyboard does not reach {selector}")

    def _wait_for(self, browser, expression):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self._run(browser, expression):
                return
            time.sleep(0.05)
        self.fail(f"Never true: {expression}")

    def test_every_screen_can_be_used_by_everybody(self):
        queries = ("", "?choice=accept", "?choice=other", "?choice=refuse", "/stop")
        paths = [f"{self._get_path()}{query}" for query in queries]
        with self._browse("/demat") as browser:
            for path in (*paths, "/demat", "/demat/nope"):
                with self.subTest(path=path):
                    self._go(browser, path)
                    self.assertEqual(self._run(browser, AUDIT), SOUND)

    def test_a_customer_answers_with_the_keyboard_alone(self):
        with self._browse(self._get_path()) as browser:
            clean = f"/demat/request/{self.request.id}"
            self._wait_for(browser, f"location.pathname === '{clean}'")
            self._reach(browser, "button[value=accept]")
            self._press(browser, "Enter", 13, "\r")
            self._wait_for(browser, "!!document.querySelector('#name')")
            # Nothing is filled in yet: the summary of errors takes the focus.
            self._reach(browser, "button[type=submit]:not([name])")
            self._press(browser, "Enter", 13, "\r")
            self._wait_for(browser, "document.activeElement.id === 'demat_errors'")
            self.assertIn("Error:", self._run(browser, "document.title"))
            self.assertEqual(self._run(browser, AUDIT), SOUND)
            for name, text in (("name", "Zoé Lefèvre"), ("function", "Comptable")):
                self._reach(browser, f"#{name}")
                browser._websocket_request("Input.insertText", params={"text": text})
            self._reach(browser, "#entitled")
            self._press(browser, " ", 32, " ")
            self._reach(browser, "button[type=submit]:not([name])")
            self._press(browser, "Enter", 13, "\r")
            reference = self.request._get_reference()
            self._wait_for(browser, f"document.body.innerText.includes('{reference}')")
            self.assertEqual(self._run(browser, "location.pathname"), clean)
            self.assertEqual(self._run(browser, AUDIT), SOUND)
        self.env.invalidate_all()
        self.assertEqual(self.consent.state, "accepted")
        self.assertEqual(self.request.answered_by, "Zoé Lefèvre")

    def test_the_page_needs_no_script(self):
        with self._browse("/demat") as browser:
            browser._websocket_request(
                "Emulation.setScriptExecutionDisabled", params={"value": True}
            )
            self._go(browser, f"{self._get_path()}?choice=refuse")
            self._reach(browser, "#name")
            browser._websocket_request("Input.insertText", params={"text": "Zoé"})
            self._press(browser, "Enter", 13, "\r")
            self._wait_for(browser, "document.title.includes('is saved')")
        self.env.invalidate_all()
        self.assertEqual(self.consent.state, "refused")
