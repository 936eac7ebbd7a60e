"""Measures the program from outside, as its users meet it, and prints one JSON line for each figure.

    kompeten.py PROGRAM WORKBOOK NAME...

Names: `certificate` and `workbook-out` (what the program's own `bench` says); `workbook-in` (CPU of reading, understanding and
checking a workbook of 10,000 participants); `workbook-import` (CPU, and seconds, until the same people are invited participants of
an event: each an act of the journal with a key of its own); `lookup` (CPU of the server for a verification page, in a register of so many
certificates); `case-list` (CPU of the server for a page of the list of so many cases, read page after page); `start` (seconds from
the command to the first ready answer, on an empty SQLite house that exists already) and `memory` (resident size of that idle server);
`exam` (CPU of server and database for a request of a written test: so many candidates start within five seconds, save every
15 seconds, hand in).

`workbook-import`, `lookup`, `case-list` and `exam` are measured on SQLite and, where KOMPETEN_TEST_POSTGRES names a server, on PostgreSQL as well,
as `lookup-postgres` and so on: there the CPU of the database is counted with that of the server, and told apart from it by a
further key, `database`.

BENCH_CASES, BENCH_CERTIFICATES, BENCH_PAPERS, BENCH_CANDIDATES and BENCH_MINUTES make it smaller, to see that it runs.
"""

import http.client
import json
import os
import pathlib
import re
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request


CASES = int(os.environ.get("BENCH_CASES", 100_000))
CERTIFICATES = int(os.environ.get("BENCH_CERTIFICATES", 1_000_000))
PAPERS = int(os.environ.get("BENCH_PAPERS", 1_000))
CANDIDATES = int(os.environ.get("BENCH_CANDIDATES", 2_000))
MINUTES = float(os.environ.get("BENCH_MINUTES", 3))
POSTGRES = os.environ.get("KOMPETEN_TEST_POSTGRES", "")


def tell(bench, unit, value, **further):
    further = {key: round(value, 4) for key, value in further.items()}
    print(json.dumps({"bench": bench, "unit": unit, "value": round(value, 4), **further}), flush=True)


def own(program, *args):
    subprocess.run([program, "bench", *args, "--json"], check=True)


def place(folder, database=None):
    return {
        "KOMPETEN_DATABASE": database or f"sqlite:{folder}/house.db",
        "KOMPETEN_FILES": f"file:{folder}/files",
        "KOMPETEN_KEYSET": f"{folder}/keyset.json",
    }


def fresh_database(name):
    """An empty database of that name on the PostgreSQL server."""
    for sql in (f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}"):
        subprocess.run(["psql", POSTGRES, "--quiet", "--command", sql], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return re.sub(r"/[^/]*$", f"/{name}", POSTGRES)


def ticks(stat, *places):
    fields = stat.rsplit(")", 1)[1].split()
    return sum(int(fields[at]) for at in places) / os.sysconf("SC_CLK_TCK")


def postgres_cpu_s():
    """CPU of every process of PostgreSQL, those that ended too."""
    stats = []
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            stats.append(path.read_text())
        except OSError:
            continue  # it has just ended
    # What a process waited for counts with its parent's children.
    return sum(ticks(stat, 11, 12, 13, 14) for stat in stats if "(postgres)" in stat)


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


def workbook_import(program, workbook, database=None, suffix=""):
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, **place(folder, database)}
        command = [program, "bench", "house", "--cases", "0", "--certificates", "0"]
        account = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=env).stdout)["account"]
        cpu = lambda: (children_cpu(), postgres_cpu_s() if database else 0)
        (own, beside), began = cpu(), time.monotonic()
        command = [program, "import", "participants", workbook, "--event", "BENCH", "--as", account, "--json"]
        became = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=env).stdout)
        took = time.monotonic() - began
        assert len(became["invited"]) == 10_000, {key: len(value) if isinstance(value, list) else value for key, value in became.items()}
        own, beside = cpu()[0] - own, cpu()[1] - beside
        tell(f"workbook-import{suffix}", "s CPU / 10,000 rows", own + beside, took=took, **({"database": beside} if database else {}))


class Server:
    """`kompeten serve` on a free port, ended by SIGTERM."""

    def __init__(self, program, folder, database=None):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.on_postgres = database is not None
        settings = {**place(folder, database), "KOMPETEN_LISTEN": f"127.0.0.1:{self.port}"}
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

    def cpu_s(self):
        """CPU of the server, and of a database beside it."""
        return sum(self.cpu_apart_s())

    def cpu_apart_s(self):
        """CPU of the server; of a database beside it."""
        own = ticks(pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(), 11, 12)
        return own, postgres_cpu_s() if self.on_postgres else 0

    def settle(self):
        """Waits until what a server does once at its start is done, so that it does not count as work for pages."""
        until = time.monotonic() + 60
        before = self.cpu_s()
        while time.monotonic() < until:
            time.sleep(1)
            now = self.cpu_s()
            if now - before < 0.02:
                return
            before = now

    def tell_since(self, before, times, bench, unit):
        """What was used since then for one of so many times, in milliseconds; a database's share of it apart."""
        own, database = ((now - then) * 1000 / times for now, then in zip(self.cpu_apart_s(), before))
        tell(bench, unit, own + database, **({"database": database} if self.on_postgres else {}))

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


class Browser:
    """One connection that is kept, with its cookies."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.origin, self.cookies = f"http://127.0.0.1:{port}", {}

    def ask(self, method, path, body=None, headers=None):
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookie, **(headers or {})})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, value = value.split(";", 1)[0].split("=", 1)
                self.cookies[key] = value
        return answer.status, text

    def get(self, path):
        status, text = self.ask("GET", path)
        assert status == 200, (path, status)
        return text

    def sign_in(self, account, password):
        once = re.search(r'name="_once" value="([^"]+)"', self.get("/masuk")).group(1)
        body = urllib.parse.urlencode({"_once": once, "akun": account, "sandi": password})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        status, _ = self.ask("POST", "/masuk", body, headers)
        assert status == 303, status


def lookup(running, browser, codes, bench):
    for code in codes[:50]:
        browser.get(f"/v/{code}")  # warm
    rounds = max(1, 2_000 // len(codes))
    before = running.cpu_apart_s()
    for _ in range(rounds):
        for code in codes:
            browser.get(f"/v/{code}")
    running.tell_since(before, rounds * len(codes), bench, f"ms CPU / page of {CERTIFICATES:,}")


def case_list(running, browser, filled, bench):
    browser.sign_in(filled["account"], filled["password"])
    browser.get("/berkas")
    pages, path = 0, "/berkas"
    before = running.cpu_apart_s()
    while pages < 400:
        text = browser.get(path)
        following = re.search(r'href="(/berkas\?[^"]*)" rel="next"', text)
        pages, path = pages + 1, following.group(1).replace("&#38;", "&").replace("&amp;", "&") if following else "/berkas"
    running.tell_since(before, pages, bench, f"ms CPU / page of {CASES:,}")


def full_house(program, names, database=None, suffix=""):
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "bench", "house", "--cases", str(CASES), "--certificates", str(CERTIFICATES)]
        made = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, **place(folder, database)})
        filled = json.loads(made.stdout)
        running = Server(program, folder, database)
        try:
            browser = Browser(running.port)
            running.settle()
            if "lookup" in names:
                lookup(running, browser, filled["codes"], f"lookup{suffix}")
            if "case-list" in names:
                case_list(running, browser, filled, f"case-list{suffix}")
        finally:
            running.stop()


def exam(program, database=None, suffix=""):
    command = [program, "bench", "exam", "--json", "--candidates", str(CANDIDATES), "--minutes", str(MINUTES), "--think", "15"]
    made = subprocess.run([*command, *(["--database", database] if database else [])], check=True, stdout=subprocess.PIPE)
    hall = json.loads(made.stdout)
    assert (hall["errors"], hall["lost"], hall["doubled"]) == (0, 0, 0), hall
    server, beside = hall["cpu_ms_per_request"], hall["db_cpu_ms_per_request"]
    tell(f"exam{suffix}", "ms CPU / request", server + beside, **({"database": beside} if database else {}))
    tell(f"exam-wait{suffix}", "ms at p99", hall["p99_ms"])


def main():
    program, workbook, *names = sys.argv[1:]
    if "certificate" in names:
        own(program, "certificate", "--count", str(PAPERS))
    if "workbook-out" in names:
        own(program, "workbook-out")
    if "workbook-in" in names:
        workbook_in(program, workbook)
    if "workbook-import" in names:
        workbook_import(program, workbook)
        if POSTGRES:
            workbook_import(program, workbook, fresh_database("bench_import"), "-postgres")
    if "lookup" in names or "case-list" in names:
        full_house(program, names)
        if POSTGRES:
            full_house(program, names, fresh_database("bench_house"), "-postgres")
    if "exam" in names:
        exam(program)
        if POSTGRES:
            exam(program, fresh_database("bench_exam"), "-postgres")
    if "start" in names or "memory" in names:
        server(program, names)


main()
