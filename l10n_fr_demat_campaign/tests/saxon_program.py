"""A Saxon server for tests: a program, on the protocol of willemvlh/saxon-server.

It gives its port on its first line, opens no file, and ends with its input.
"""

import json
import os
import sys
import tempfile
import threading
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "einvoice" / "checker"))

from judge import raise_limits


class Handler(BaseHTTPRequestHandler):
    """Answer a form of two files, ``xml`` and ``xsl``, by what becomes of them."""

    def do_POST(self):
        """Transform, or say in JSON why not."""
        try:
            status, content = 200, self.transform()
        except Exception as error:  # noqa: BLE001 - saxonche raises bare exceptions
            text = {"statusCode": 400, "message": str(error)}
            status, content = 400, json.dumps(text).encode()
        self.send_response(status if self.path == "/transform" else 404)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def transform(self):
        """Return what the stylesheet makes of the XML."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        heading = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        files = {
            part.get_param("name", header="content-disposition"): part.get_payload(
                decode=True
            ).decode()
            for part in BytesParser().parsebytes(heading + body).get_payload()
        }
        processor = self.server.processor
        sheet = processor.new_xslt30_processor().compile_stylesheet(
            stylesheet_text=files["xsl"]
        )
        node = processor.parse_xml(xml_text=files["xml"].split("?>", 1)[-1])
        return sheet.transform_to_string(xdm_node=node).encode()

    def log_message(self, *arguments):
        """Say nothing."""


def end_with_input():
    """End the program when nobody holds its input any more."""
    sys.stdin.read()
    os._exit(0)


def main():
    """Serve until the input ends, where no file can be found."""
    raise_limits()
    from saxonche import PySaxonProcessor

    with (
        tempfile.TemporaryDirectory() as empty,
        PySaxonProcessor(license=False) as processor,
        HTTPServer(("127.0.0.1", 0), Handler) as server,
    ):
        os.chdir(empty)
        server.processor = processor
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        threading.Thread(target=end_with_input).start()
        server.serve_forever()


if __name__ == "__main__":
    main()
