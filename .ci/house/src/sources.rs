//! The source files of the workspace, as text.

use std::fs;
use std::path::{Path, PathBuf};

use crate::metadata::root;

/// A file of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// Where it lies, from the root of the workspace, with `/` between the parts.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl File {
    /// How many lines it has.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// How many lines it has besides the examples in its documentation, which add to the page that
    /// is read and not to the room that is lived in.
    #[must_use]
    pub fn lines_besides_examples(&self) -> usize {
        let mut within = false;
        let counts = |line: &&str| {
            let line = line.trim_start();
            let doc = line.strip_prefix("///").or(line.strip_prefix("//!"));
            let fence = doc.is_some_and(|doc| doc.trim_start().starts_with("```"));
            within ^= fence;
            doc.is_none() || !(within || fence)
        };
        self.text.lines().filter(counts).count()
    }

    /// Whether a line of it, leaving out what comes before, declares `word name`, such as `fn
    /// decide` or `struct EmailAddress`.
    #[must_use]
    pub fn declares(&self, word: &str, name: &str) -> bool {
        let declared = format!("{word} {name}");
        self.text.match_indices(&declared).any(|(at, _)| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + declared.len()..].chars().next();
            let part = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
            !part(before) && !part(after)
        })
    }
}

/// Every file below a folder that ends in `.extension`, by path.
///
/// # Panics
///
/// A file cannot be read.
#[must_use]
pub fn below(folder: impl AsRef<Path>, extension: &str) -> Vec<File> {
    let mut found = Vec::new();
    walk(&root().join(folder), extension, &mut found);
    found.sort();
    found.into_iter().map(|path| read(&path)).collect()
}

/// A file of the workspace, by its path from the root.
///
/// # Panics
///
/// It cannot be read.
#[must_use]
pub fn file(path: impl AsRef<Path>) -> File {
    read(&root().join(path))
}

fn read(path: &Path) -> File {
    let text = fs::read_to_string(path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let inside = path.strip_prefix(root()).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    File {
        path: parts.join("/"),
        text,
    }
}

fn walk(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    // A folder that is not there has no files.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name() != Some("target".as_ref()) {
                walk(&path, extension, found);
            }
        } else if path.extension() == Some(extension.as_ref()) {
            found.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_not_counted_and_code_and_words_are() {
        let text = "/// One.\n///\n/// ```\n/// assert_eq!(ONE, 1);\n/// ```\nconst ONE: u8 = 1;\n";
        let file = File {
            path: "one.rs".to_owned(),
            text: text.to_owned(),
        };
        assert_eq!((file.lines(), file.lines_besides_examples()), (6, 3));
    }
}
