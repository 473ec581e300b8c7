# SPDX-License-Identifier: MIT OR Apache-2.0
"""A sparse registry on the loopback address, for tests."""
import gzip
import http.server
import io
import json
import tarfile


def packed(folder, files):
    """A `.crate` archive: gzip of a tar with one folder."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for path, text in files.items():
            entry = tarfile.TarInfo(f"{folder}/{path}")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    return gzip.compress(tar.getvalue(), mtime=0)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with what the server has under the path, and keeps what was asked."""

    def do_GET(self):
        self.server.asked.append(self.path)
        body = self.server.answers.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        pass


class Registry(http.server.ThreadingHTTPServer):
    """Its index is at /index/, its archives at /crates/NAME/VERSION/download."""

    def __init__(self, handler=Handler):
        super().__init__(("127.0.0.1", 0), handler)
        self.answers = {}
        self.asked = []
        self.answers["/index/config.json"] = json.dumps({"dl": self.url("/crates")}).encode()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_address[1]}{path}"
