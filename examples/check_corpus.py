"""Replays the corpus through the example `journey`: what a host in another language would do.

    cargo build --example journey
    python3 examples/check_corpus.py target/debug/examples/journey docs/corpus/accounts.v1.jsonl
"""
import json
import subprocess
import sys

journey, corpus = sys.argv[1:]
rows = [json.loads(line) for line in open(corpus, encoding="utf-8")]
header = {"overlay": {"name": "docs", "version": "1", "relabel": {"example": "ordinary"}}}
script = [header] + [line for row in rows for line in [*row["history"], row["command"]]]
answers = subprocess.run([journey, "--json", "--audit", "-"], input="\n".join(map(json.dumps, script)),
                         capture_output=True, text=True, check=True).stdout.splitlines()
agree, place = 0, -1
for row in rows:
    place += len(row["history"]) + 1
    answer = json.loads(answers[place])
    refusal = answer["refusal"] or {"code": None, "rule": None}
    told = {"reason": refusal["code"], "rule": refusal["rule"], "due": answer["next_wakeup"], **{
        name: answer[name] for name in ("state", "tier", "mark", "version", "standing")}}
    wrong = {name: (row[name], value) for name, value in told.items() if row[name] != value}
    agree += not wrong
    if wrong:
        print(f"row {row['row']}: {wrong}", file=sys.stderr)
print(f"corpus: {agree} of {len(rows)} rows agree")
sys.exit(agree != len(rows))
