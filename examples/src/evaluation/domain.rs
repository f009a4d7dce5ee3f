//! The classifier, measured: precision and recall for the two platforms, contested names,
//! organizations, mailbox providers, and what is left undecided.

mod names;
mod platforms;

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use flate2::read::GzDecoder;

use super::Measure;
use crate::run::Failure;

/// Measures everything that the folder has data for.
///
/// # Errors
///
/// A file is missing or cannot be read.
pub fn measure(folder: &Path) -> Result<Vec<Measure>, Failure> {
    let mut measures = Vec::new();
    platforms::measure(&text(folder, "dns-evidence.dev.jsonl.gz")?, &mut measures)?;
    names::contested(&text(folder, "contested.dev.csv")?, &mut measures);
    names::organizations(&text(folder, "organizations.dev.csv.gz")?, &mut measures);
    names::providers(&text(folder, "mailbox-providers.dev.csv")?, &mut measures);
    Ok(measures)
}

fn text(folder: &Path, name: &str) -> Result<String, Failure> {
    let path = folder.join(name);
    let read = || -> io::Result<String> {
        let mut text = String::new();
        let mut file = File::open(&path)?;
        if name.ends_with(".gz") {
            GzDecoder::new(file).read_to_string(&mut text)?;
        } else {
            file.read_to_string(&mut text)?;
        }
        Ok(text)
    };
    read().map_err(|error| Failure::read(&path, &error))
}
