//! The evaluation data, where it is: beside the workspace, or where a variable says.

use std::env;
use std::fs;
use std::path::PathBuf;

/// A file of the evaluation data; `None`, said aloud, where there is none.
pub(crate) fn read(file: &str) -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test may ask where its data is"
    )]
    let folder = match env::var_os("CHECKMARK_EVALUATION") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/evaluation"
        )),
    };
    let text = fs::read_to_string(folder.join(file)).ok();
    if text.is_none() {
        eprintln!("evaluation: absent");
    }
    text
}
