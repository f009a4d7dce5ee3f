"""Holds the documents of the repository to the schemas under docs/schema, with a validator that is not ours.

    .ci/check_schemas.py [ANSWERS]

ANSWERS are what the example `journey` printed with `--json --audit`: each of its events is one of the three machines'.
"""
import json
import pathlib
import sys

from jsonschema import Draft202012Validator

# Every field of these may be left out.
ALL_OPTIONAL = {"account-policy", "calendar", "domain-evidence", "domain-overlay"}

root = pathlib.Path(__file__).resolve().parent.parent
checked = wrong = 0


def schema(name):
    text = json.loads((root / "docs/schema" / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(text)
    return Draft202012Validator(text)


def lines(path):
    return [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines()]


def hold(what, document, *schemas):
    """The document fits one of the schemas; what is wrong with it is said by the last of them."""
    global checked, wrong
    checked += 1
    if not any(schema.is_valid(document) for schema in schemas):
        wrong += 1
        error = next(schemas[-1].iter_errors(document))
        print(f"{what}: {error.message[:200]} at {error.json_path}", file=sys.stderr)


# What a schema is worth shows in what it refuses.
for path in sorted((root / "docs/schema").glob("*.json")):
    if schema(path.stem).is_valid({"type": "nothing of the kind", "v": "none"}) and path.stem not in ALL_OPTIONAL:
        sys.exit(f"{path.name} takes anything")

record, event, command = map(schema, ("record-line", "account-event", "account-recorded-command"))
for number, line in enumerate(lines(root / "crates/checkmark/tests/it/golden/record.v1.jsonl"), 1):
    hold(f"record.v1.jsonl:{number}", line, record)
    hold(f"record.v1.jsonl:{number} command", line["command"], command)
    for it in line["events"]:
        hold(f"record.v1.jsonl:{number} event", it, event)

asked = schema("ticket-event")
for number, line in enumerate(lines(root / "crates/checkmark-ticket/tests/it/golden/v1.jsonl"), 1):
    hold(f"ticket v1.jsonl:{number}", line, asked)

row, policy = schema("corpus-row"), schema("account-policy")
for number, line in enumerate(lines(root / "docs/corpus/accounts.v1.jsonl"), 1):
    hold(f"accounts.v1.jsonl:{number}", line, row)
    if line["policy"] is not None:
        hold(f"accounts.v1.jsonl:{number} policy", line["policy"], policy)

if len(sys.argv) > 1:
    organization = schema("organization-event")
    for number, line in enumerate(lines(sys.argv[1]), 1):
        for it in line["events"]:
            hold(f"journey:{number} event", it, event, asked, organization)

print(f"schemas: {checked} documents checked, {wrong} wrong")
sys.exit(wrong > 0 or checked == 0)
