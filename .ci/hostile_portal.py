"""Sends what the description of the portal's API allows, and what it does not, with a tool that is not ours.

    .ci/hostile_portal.py PORTAL

PORTAL is the program. It is started on loopback over a file; schemathesis goes through its description, once as somebody
with an account and once as support, bounded in examples and in time. No answer may be a 5xx, and each has to be of a form
that the description promises. Afterwards nothing may be stored by half: each head is where its lines end, whatever is to be done
belongs to a record, and a portal that is started anew folds every record.
"""
import json
import os
import pathlib
import random
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ORGANIZATIONS = ["acme", "studio", "town-water"]
FORM = {
    "phone": "+46 8 123 456 78",
    "preferred_contact": "email",
    "site": "https://support.example/",
    "intent": "enable_business_access",
    "product": "ABC1234",
    "company": "Studio AB",
    "equipment_address": "Storgatan 1, 111 22 Stockholm",
}
PASSWORD = "correct horse battery"
EXAMPLES = 12  # of each operation, by chance; what covers its schema comes on top, always the same
CALLS = 20000  # of each role: more would be a description that ran away
SECONDS = 240  # of each role, before it counts as a failure
PATIENCE = 120  # seconds, for what has to come on a machine that has much else to do
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,ignored_auth"


def call(base, method, path, token="", body=None):
    """The status and the body of an answer."""
    request = urllib.request.Request(base + path, method=method)
    request.add_header("authorization", f"Bearer {token}")
    data = None
    if body is not None:
        request.add_header("content-type", "application/json")
        data = json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request, data, timeout=60) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    try:
        return status, json.loads(text or b"null")
    except ValueError:
        return status, text.decode(errors="replace")


def wait(look, what):
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        try:
            found = look()
        except OSError:
            found = None
        if found:
            return found
        time.sleep(0.05)
    sys.exit(f"{what} did not come")


def staff(base):
    status, opened = call(base, "POST", "/api/staff/sessions", "", {"role": "support", "password": PASSWORD})
    assert status == 201, opened
    return opened["token"]


def person(base, number):
    """Somebody new at a domain that support has to validate, so that there is much that can be said."""
    address = f"p{number}@studio.example"
    body = {"address": address, "first_name": "Anna", "last_name": "Berg", "password": PASSWORD}
    status, opened = call(base, "POST", "/api/accounts", "", body)
    assert status == 201, opened

    def mailed():
        _, page = call(base, "GET", "/mailbox")
        found = re.search(rf'data-to="{address}".*?code is (\d+)', page, re.DOTALL)
        return found and found[1]

    code = wait(mailed, "the code")
    status, taken = call(base, "POST", "/api/account/commands", opened["token"], {"type": "submit_code", "code": code})
    assert status == 200, taken
    token = taken.get("token") or opened["token"]
    for command in ({"type": "choose_route", "route": "company"}, {"type": "submit_details"}):
        call(base, "POST", "/api/account/commands", token, command)
    return token


def hooks(base, role):
    """What schemathesis is told: how to be signed in, again when that was undone, and what there is to be hostile to."""
    import schemathesis

    state = {"token": "", "number": 0}
    chance = random.Random(8)
    anna = person(base, f"{role}-{os.getpid()}")
    account = call(base, "GET", "/api/account", anna)[1]["id"]
    status, filed = call(base, "POST", "/api/requests", anna, {"topic": "account_access", "draft": FORM})
    assert status == 201, filed

    @schemathesis.hook
    def map_path_parameters(context, path_parameters):
        """Every other call is about somebody or something that is there."""
        real = {"key": [filed["id"]], "id": [account] if "/accounts/" in context.operation.path else ORGANIZATIONS}
        for name in path_parameters or {}:
            if chance.random() < 0.5:
                path_parameters[name] = chance.choice(real[name])
        return path_parameters

    @schemathesis.hook
    def map_body(context, body):
        """Every other address is one that can be an account's."""
        if isinstance(body, dict) and isinstance(body.get("address"), str) and chance.random() < 0.5:
            body["address"] = f"h{chance.randrange(40)}@{chance.choice(['acme', 'town', 'bolts'])}.example"
        return body

    @schemathesis.auth(refresh_interval=1)
    class Visit:
        def get(self, case, context):
            shown = "/api/desk" if role == "support" else "/api/account"
            if call(base, "GET", shown, state["token"])[0] != 200:
                state["number"] += 1
                state["token"] = staff(base) if role == "support" else person(base, f"{os.getpid()}-{state['number']}")
            return state["token"]

        def set(self, case, data, context):
            case.headers = case.headers or {}
            case.headers["Authorization"] = f"Bearer {data}"


def start(program, folder, port):
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    switches = ["--listen", f"127.0.0.1:{port}", "--database", folder / "portal.db", "--per-minute", "4000000"]
    log = (folder / "log").open("ab")
    process = subprocess.Popen([program, *switches, "--staff-password", password], stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        wait(lambda: call(base, "GET", "/health")[0] == 200, "the portal")
    except BaseException:
        stop(process)
        raise
    return process, base


def stop(process):
    """Asks the process to end, and ends it where it does not."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        print("the portal had to be killed")


def attack(base, role):
    """Lets schemathesis at it; what it says, and how many calls it made."""
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "hostile_portal", "PORTAL_BASE": base, "PORTAL_ROLE": role}
    environment["PYTHONPATH"] = str(pathlib.Path(__file__).resolve().parent)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{base}/api/openapi.json"]
        command += ["--phases", "coverage,fuzzing", "--checks", CHECKS, "--max-examples", str(EXAMPLES), "--seed", "8"]
        command += ["--continue-on-failure", "--no-color", "--generation-database", "none", "--warnings", "off"]
        command += ["--suppress-health-check", "all", "--request-timeout", "60"]
        try:
            done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            print(f"{role}: not through after {SECONDS} s")
            return 1, 0, time.monotonic() - began
    cases = re.search(r"(\d+) generated", done.stdout)
    print(done.stdout[-6000:] if done.returncode else f"{role}: {cases and cases[0]}")
    if done.returncode:
        print(done.stderr[-2000:])
    calls = int(cases[1]) if cases else 0
    if calls > CALLS:
        print(f"{role}: more than {CALLS} calls")
    return done.returncode or int(calls > CALLS), calls, time.monotonic() - began


def half_stored(file):
    """What is stored of something, and not of what belongs to it."""
    database = sqlite3.connect(file)
    wrong = {
        "heads that are not where their lines end": "SELECT COUNT(*) FROM head h WHERE version <>"
        " (SELECT COALESCE(MAX(version), 0) FROM line l WHERE l.kind = h.kind AND l.id = h.id)",
        "lines without a head": "SELECT COUNT(*) FROM line l WHERE NOT EXISTS"
        " (SELECT 1 FROM head h WHERE h.kind = l.kind AND h.id = l.id)",
        "things to do without a line": "SELECT COUNT(*) FROM outbox o WHERE NOT EXISTS"
        " (SELECT 1 FROM line l WHERE l.kind = o.kind AND l.id = o.id)",
        "things not done": "SELECT COUNT(*) FROM outbox WHERE due IS NOT NULL AND lane <> 'evidence' AND attempt > 5",
        "passwords without an account": "SELECT COUNT(*) FROM credential c WHERE NOT EXISTS"
        " (SELECT 1 FROM head h WHERE h.kind = 'account' AND h.id = c.account)",
        "addresses of nobody": "SELECT COUNT(*) FROM directory d WHERE NOT EXISTS"
        " (SELECT 1 FROM head h WHERE h.kind = 'account' AND h.id = d.account)",
    }
    found = {what: database.execute(sql).fetchone()[0] for what, sql in wrong.items()}
    records = database.execute("SELECT kind, id FROM head").fetchall()
    lines = database.execute("SELECT COUNT(*) FROM line").fetchone()[0]
    database.close()
    return {what: count for what, count in found.items() if count}, records, lines


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        process, base = start(program, folder, port)
        try:
            attacks = [attack(base, role) for role in ("person", "support")]
            drained = lambda: "portal_outbox_backlog 0\n" in str(call(base, "GET", "/metrics")[1])
            wait(drained, "the end of the outbox")
        finally:
            stop(process)
        half, records, lines = half_stored(folder / "portal.db")
        # Whether every record folds, is asked of a portal that remembers nothing.
        process, base = start(program, folder, port)
        try:
            token = staff(base)
            places = {"account": "accounts", "request": "requests", "organization": "organizations"}
            asked = [(kind, id, call(base, "GET", f"/api/{places[kind]}/{id}", token)[0]) for kind, id in records]
        finally:
            stop(process)
        unread = [it for it in asked if it[2] != 200]
        log = (folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
        warned = [line for line in log if '"WARN"' in line or '"ERROR"' in line]
        failed = [code for code, _, _ in attacks if code]
        calls, seconds = sum(it[1] for it in attacks), sum(it[2] for it in attacks)
        print(
            f"schemathesis: {calls} calls by its description in {seconds:.0f} s, {len(failed)} of {len(attacks)} roles with"
            f" findings; {len(records)} records of {lines} lines, {len(unread)} that do not fold, {len(half)} stored by half,"
            f" {len(warned)} warnings in the log"
        )
        print(*warned[:10], sep="\n")
        print(*half.items(), *unread[:10], sep="\n")
        sys.exit(1 if failed or half or unread else 0)


if __name__ == "__main__":
    main(sys.argv[1])
elif "PORTAL_BASE" in os.environ:
    hooks(os.environ["PORTAL_BASE"], os.environ["PORTAL_ROLE"])
