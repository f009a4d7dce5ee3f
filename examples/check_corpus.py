"""Replays the corpus through the example `journey`: what a host in another language would do.

    cargo build --example journey
    python3 examples/check_corpus.py target/debug/examples/journey docs/corpus/accounts.v1.jsonl
"""
import itertools
import json
import subprocess
import sys

journey, corpus = sys.argv[1:]
rows = [json.loads(line) for line in open(corpus, encoding="utf-8")]
agree, names = 0, ("state", "tier", "mark", "version", "standing")
for policy, group in itertools.groupby(rows, lambda row: row["policy"]):
    group = list(group)
    header = {"policy": policy, "overlay": {"name": "docs", "version": "1", "relabel": {"example": "ordinary"}}}
    script = [header] + [line for row in group for line in [*row["history"], row["command"]]]
    answers = iter(subprocess.run([journey, "--json", "--audit", "-"], input="\n".join(map(json.dumps, script)),
                                  capture_output=True, text=True, check=True).stdout.splitlines())
    for row in group:
        answer = json.loads(list(itertools.islice(answers, len(row["history"]) + 1))[-1])
        refusal = answer["refusal"] or {"code": None, "rule": None}
        told = {"reason": refusal["code"], "rule": refusal["rule"], "due": answer["next_wakeup"],
                **{name: answer[name] for name in names}}
        wrong = {name: (row[name], value) for name, value in told.items() if row[name] != value}
        print(f"row {row['row']}: {wrong}", file=sys.stderr) if wrong else None
        agree += not wrong
print(f"corpus: {agree} of {len(rows)} rows agree")
sys.exit(agree != len(rows))
