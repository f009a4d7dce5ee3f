//! Rows whose answers are known.

use std::path::{Path, PathBuf};

use checkmark::calendar::BusinessDuration;
use examples::cases::{Case, Instant, Zones};
use examples::clock::Stopwatch;
use examples::run::Failure;
use serde::Deserialize;
use serde_json::Value;
use time::UtcDateTime;

use super::Verdict;

/// The folder of the rows, if there is one.
pub(crate) fn folder(given: Option<&str>) -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "an example is a host, and may look around"
    )]
    let told = std::env::var_os("CHECKMARK_EVALUATION").map(PathBuf::from);
    let folder = match given {
        Some(given) => PathBuf::from(given),
        None => told
            .unwrap_or_else(|| "../shared/evaluation".into())
            .join("clock"),
    };
    folder.is_dir().then_some(folder)
}

/// Every file of the folder.
pub(crate) fn compare(folder: &Path) -> Result<Vec<Verdict>, Failure> {
    let mut verdicts = Vec::new();
    let lists = document(&folder.join("zones.json"))?;
    let mut zones = Zones::lists(&folder.join("zones.json"), lists, Some("2026f"), through())?;
    for name in ["clock.dev.jsonl", "named.jsonl", "dst_edges.dev.jsonl"] {
        let path = folder.join(name);
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::read(&path, &error))?;
        let rows = text
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<Vec<Value>, _>>();
        let rows = rows.map_err(|error| Failure::content(&path, error))?;
        verdicts
            .push(judge(name, &rows, &mut zones, None).map_err(|it| Failure::content(&path, it))?);
    }
    let path = folder.join("tzdata_change.json");
    let change = document(&path)?;
    let cases = change["cases"].as_array().cloned().unwrap_or_default();
    for version in ["2025b", "2026f"] {
        let mut zones = Zones::lists(&path, change.clone(), Some(version), through())?;
        let name = format!("tzdata_change.json {version}");
        let verdict = judge(&name, &cases, &mut zones, Some(version));
        verdicts.push(verdict.map_err(|it| Failure::content(&path, it))?);
    }
    Ok(verdicts)
}

/// What counts as the answer of a row.
#[derive(Deserialize)]
struct Wanted {
    deadline: Instant,
    elapsed_sec: u64,
}

fn judge(
    name: &str,
    rows: &[Value],
    zones: &mut Zones,
    version: Option<&str>,
) -> Result<Verdict, serde_json::Error> {
    let watch = Stopwatch::start();
    let mut verdict = Verdict {
        judge: name.to_owned(),
        ..Verdict::default()
    };
    for row in rows {
        let case = Case::deserialize(row)?;
        let wanted = match (version, row.get("definition")) {
            (Some(version), _) => &row["expected"][version],
            (None, Some(definition)) => definition,
            (None, None) => row,
        };
        let wanted = Wanted::deserialize(wanted)?;
        let answer = case.answer(zones, true);
        let right = [
            answer.deadline() == Some(wanted.deadline.0),
            answer.elapsed() == Some(BusinessDuration::seconds(wanted.elapsed_sec)),
            answer.explanation().is_some_and(|it| it.verify().is_ok()),
        ];
        verdict.cases += 1;
        verdict.answers += right.len() as u64;
        let wrong = right.iter().filter(|it| !**it).count();
        if wrong > 0 {
            verdict.wrong += wrong as u64;
            verdict
                .first_wrong
                .get_or_insert_with(|| answer.id().to_owned());
        }
    }
    verdict.seconds = watch.elapsed().as_secs_f64();
    Ok(verdict)
}

fn document(path: &Path) -> Result<Value, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::read(path, &error))?;
    serde_json::from_str(&text).map_err(|error| Failure::content(path, error))
}

/// The last instant of the lists of transitions.
fn through() -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(1_988_150_399).expect("the end of 2032")
}
