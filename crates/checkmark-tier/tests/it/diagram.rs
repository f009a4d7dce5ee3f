//! The page of the machine is written from its table, and from nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use checkmark_tier::{Cell, CommandKind, StateKind, TierPolicy, transition, verify};

const INTRODUCTION: &str = "\
# The account machine

Every state with every command, written by a test from the one table that decides (`checkmark_tier::transition`), and
compared with it: `CHECKMARK_WRITE_DOCS=1 cargo test -p checkmark-tier diagram` writes it anew.

## The ways between the states

What leads out of a state and back into it is left out, and so is what leads out of nearly every state: support suspends,
the person deactivates or closes the account, everybody who may has it erased. The whole table stands below; the same
picture for Graphviz is [`tier-machine.dot`](tier-machine.dot).
";

const CLASSES: &str = "\
## What counts as the same

`verify` walks every state with everything that can be done to it. Two accounts count as the same if nothing that a
decision looks at tells them apart, but for numbers that only grow. What is told apart:

| part | classes |
|---|---|
| state | all of them, with what evidence is due, which step of the repair is due, and whether the request is opened |
| why Limited | whether a reason bars support, a role mailbox, nothing found, a profile that lets nobody in |
| registration | the door while the code is out; route, finished or not, until access is decided; whether a proof is due |
| proof of the address | fresh or old, where a registration can begin |
| verdict | none; role mailbox; corporate; at Gmail; undetermined; any other; young or old where a decision asks |
| count of profiles | young or old while organizations are offered |
| relations | none, one, more; whether the person is the last administrator of one; by whose word: support's, an administrator's, the domain's |
| confirmation | none; on its way by whose word; mailed again |
| pending | a change of address; an invitation; failures of codes with and without support asked |
| codes | a code that can be used, the gap between two, failures, the lock: where codes matter |
| beside the rest | a customer number, a password change, failures of the proof: where nothing else goes on |
| time | whether anything is due |
| who acts | every command by everybody who may give it, in visits that are signed in and not, with a password just typed and not |
";

/// What leads out of nearly every state.
const EVERYWHERE: &[CommandKind] = &[
    CommandKind::Suspend,
    CommandKind::Deactivate,
    CommandKind::Close,
    CommandKind::Erase,
    CommandKind::ChangeAddress,
    CommandKind::ConfirmAddress,
    CommandKind::Reinstate,
];

/// The commands that lead from one state to another one.
fn ways() -> BTreeMap<(usize, usize), Vec<CommandKind>> {
    let mut ways: BTreeMap<_, Vec<CommandKind>> = BTreeMap::new();
    for command in CommandKind::ALL {
        for from in StateKind::ALL {
            if let Cell::Acts(states) = transition(*from, *command) {
                for to in states.iter().filter(|to| to != from) {
                    if !EVERYWHERE.contains(command) {
                        let way = (*from as usize, to as usize);
                        ways.entry(way).or_default().push(*command);
                    }
                }
            }
        }
    }
    ways
}

fn state(at: usize) -> &'static str {
    StateKind::ALL[at].as_str()
}

/// A few commands by name, and how many more there are.
fn label(commands: &[CommandKind], separator: &str) -> String {
    let names: Vec<&str> = commands.iter().take(3).map(|it| it.as_str()).collect();
    match commands.len().saturating_sub(3) {
        0 => names.join(separator),
        more => format!("{}{separator}and {more} more", names.join(separator)),
    }
}

fn mermaid() -> String {
    let mut text = String::from("\n```mermaid\nstateDiagram-v2\n    [*] --> unregistered\n");
    for ((from, to), commands) in ways() {
        let label = label(&commands, ", ");
        writeln!(text, "    {} --> {}: {label}", state(from), state(to)).unwrap();
    }
    text + "    closed --> erased: erase\n    erased --> [*]\n```\n"
}

fn dot() -> String {
    let mut text =
        String::from("digraph checkmark {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n");
    for kind in StateKind::ALL {
        let color = kind.tier().map_or("gray", |tier| match tier.as_str() {
            "basic" => "green",
            "limited" => "gold",
            _ => "black",
        });
        writeln!(text, "  {kind} [color={color}];").unwrap();
    }
    for ((from, to), commands) in ways() {
        let label = label(&commands, "\\n");
        writeln!(
            text,
            "  {} -> {} [label=\"{label}\"];",
            state(from),
            state(to)
        )
        .unwrap();
    }
    text + "}\n"
}

/// Every pair, a table for each state.
fn table() -> String {
    let mut text = String::from("\n## Every state with every command\n\n");
    text += "An arrow leads to where the command may lead, by its guards; a code says why it is refused, whatever else holds.\n";
    for from in StateKind::ALL {
        let tier = from
            .tier()
            .map_or("no tier".to_owned(), |tier| format!("{tier}"));
        write!(
            text,
            "\n### {from} ({tier})\n\n| command | what it does |\n|---|---|\n"
        )
        .unwrap();
        let mut refused: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for command in CommandKind::ALL {
            match transition(*from, *command) {
                Cell::Acts(states) => {
                    let to: Vec<String> = states.iter().map(|to| format!("`{to}`")).collect();
                    writeln!(text, "| `{command}` | → {} |", to.join(", ")).unwrap();
                }
                Cell::Refused(code) => {
                    refused
                        .entry(code.as_str())
                        .or_default()
                        .push(format!("`{command}`"));
                }
            }
        }
        for (code, commands) in refused {
            writeln!(text, "| {} | refused: `{code}` |", commands.join(", ")).unwrap();
        }
    }
    text
}

#[expect(
    clippy::disallowed_methods,
    reason = "a page is written only when somebody asks for it"
)]
fn check(name: &str, text: &str) {
    let place = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    if env::var_os("CHECKMARK_WRITE_DOCS").is_some() {
        fs::write(&place, text).unwrap();
    }
    let committed = fs::read_to_string(&place).unwrap_or_default();
    assert!(committed == text, "docs/{name} is not what the table says");
}

#[test]
fn the_page_of_the_machine_is_what_its_table_says() {
    let certificate = verify(&TierPolicy::default()).expect("every law holds");
    let walked = format!(
        "\nWith the default figures: {} states, {} edges, {} pairs of state and command that act, 0 violations.\n",
        certificate.states(),
        certificate.edges(),
        certificate.transitions()
    );
    let page = [INTRODUCTION, &mermaid(), "\n", CLASSES, &walked, &table()].concat();
    check("tier-machine.md", &page);
    check("tier-machine.dot", &dot());
}

#[test]
fn every_pair_is_in_the_table_of_the_page() {
    let table = table();
    for from in StateKind::ALL {
        let (_, rest) = table
            .split_once(&format!("\n### {from} ("))
            .expect("a section a state");
        let section = rest.split("\n### ").next().unwrap();
        for command in CommandKind::ALL {
            assert_eq!(
                section.matches(&format!("`{command}`")).count(),
                1,
                "{from} {command}"
            );
        }
    }
}
