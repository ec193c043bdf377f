"""The text of a letter, from simple HTML to paragraphs, without losing a word.

Whatever the markup is, each word is printed once and in its place: silence may only
count on what the customer could read. Plain Python: values in, values out.
"""

from lxml import etree, html

# What a Paragraph knows of them.
_EMPHASIS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u"}
# What stays inside a line; all else is a block.
_INLINE = frozenset(
    (
        *_EMPHASIS,
        *("a", "abbr", "big", "br", "cite", "code", "del", "font", "img", "ins"),
        *("kbd", "label", "mark", "q", "s", "small", "span", "strike", "sub", "sup"),
        *("svg", "t", "time", "tt", "var", "wbr"),
    )
)
_LINKS = ("http://", "https://", "mailto:")


def paragraphs_of(body):
    """Yield each paragraph of a text as markup, and whether it begins an item."""
    parser = html.HTMLParser(huge_tree=True)
    root = html.fragment_fromstring(body or "", create_parent="div", parser=parser)
    return _Reader().walk(root)


def escape(text):
    """Return a text as a Paragraph takes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Reader:
    """Walk through a text; not by calling itself, however deep the markup is."""

    def __init__(self):
        self.parts, self.open = [], []
        self.is_blank, self.is_item = True, False

    def walk(self, root):
        for event, node in etree.iterwalk(root, ("start", "end", "comment", "pi")):
            if event in ("start", "end") and node.tag not in _INLINE:
                yield from self._flush()
                self.is_item |= event == "start" and node.tag == "li"
            if event == "start":
                self._begin(node)
                continue
            if event == "end":
                self._end(node)
            if node is not root:
                self._write(node.tail or "")

    def _begin(self, node):
        if node.tag == "br":
            self.parts.append("<br/>")
        if tag := _EMPHASIS.get(node.tag):
            self.open.append(tag)
            if self.open.count(tag) == 1:
                self.parts.append(f"<{tag}>")
        self._write(node.text or "")

    def _write(self, text):
        self.parts.append(escape(text))
        self.is_blank &= not text.strip()

    def _end(self, node):
        if node.tag == "a":
            self._write(_address_behind(node))
        if tag := _EMPHASIS.get(node.tag):
            self.open.pop()
            if tag not in self.open:
                self.parts.append(f"</{tag}>")

    def _flush(self):
        """Yield what was read since the last block, if there is a word in it."""
        tags = list(dict.fromkeys(self.open))
        markup = "".join((*self.parts, *(f"</{tag}>" for tag in reversed(tags))))
        self.parts = [f"<{tag}>" for tag in tags]
        if not self.is_blank:
            yield markup.strip(), self.is_item
            self.is_blank, self.is_item = True, False


def _address_behind(link):
    """Return the address of a link that paper cannot open, unless the text says it."""
    href = (link.get("href") or "").strip()
    if not href.lower().startswith(_LINKS):
        return ""
    address = href.partition("?")[0][7:] if href.startswith("mailto:") else href
    bare = address.rpartition("://")[2].rstrip("/")
    return "" if bare in "".join(link.itertext()) else f" ({address})"
