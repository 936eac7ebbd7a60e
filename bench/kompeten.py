"""Measures the program from outside, as its users meet it, and prints one JSON line for each figure.

    kompeten.py PROGRAM WORKBOOK NAME...

Names: `workbook-in` (CPU of reading, understanding and checking a workbook of 10,000 participants), `start` (seconds from
the command to the first ready answer, on an empty SQLite house that exists already) and `memory` (resident size of that idle server).
"""

import json
import os
import pathlib
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request


def tell(bench, unit, value):
    print(json.dumps({"bench": bench, "unit": unit, "value": round(value, 4)}), flush=True)


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def workbook_in(program, workbook):
    seconds = []
    for _ in range(3):
        before = children_cpu()
        command = [program, "import", "participants", workbook, "--event", "BENCH", "--dry-run", "--json"]
        rows = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        assert len(rows) == 10_000, len(rows)
        seconds.append(children_cpu() - before)
    tell("workbook-in", "s CPU / 10,000 rows", statistics.median(seconds))


class Server:
    """`kompeten serve` on a free port, ended by SIGTERM."""

    def __init__(self, program, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        settings = {
            "KOMPETEN_DATABASE": f"sqlite:{folder}/house.db",
            "KOMPETEN_FILES": f"file:{folder}/files",
            "KOMPETEN_KEYSET": f"{folder}/keyset.json",
            "KOMPETEN_LISTEN": f"127.0.0.1:{self.port}",
        }
        began = time.monotonic()
        self.process = subprocess.Popen(
            [program, "serve"], env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while not self.ready():
            assert self.process.poll() is None, "the server ended"
            assert time.monotonic() - began < 60, "the server did not become ready"
            time.sleep(0.005)
        self.took = time.monotonic() - began

    def ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError):
            return False

    def resident_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def server(program, names):
    with tempfile.TemporaryDirectory() as folder:
        Server(program, folder).stop()  # makes the house
        took = []
        for _ in range(3):
            running = Server(program, folder)
            took.append(running.took)
            time.sleep(1)
            resident = running.resident_mb()
            running.stop()
        if "start" in names:
            tell("start", "s", statistics.median(took))
        if "memory" in names:
            tell("memory", "MB resident, idle", resident)


def main():
    program, workbook, *names = sys.argv[1:]
    if "workbook-in" in names:
        workbook_in(program, workbook)
    if "start" in names or "memory" in names:
        server(program, names)


main()
