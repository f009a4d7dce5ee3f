//! Aligned columns, and figures that can be read.

use std::fmt::{self, Write as _};

use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

/// What stands in one place of a table: pieces of text, each in its style. Styles take no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    spans: Vec<(Style, String)>,
    right: bool,
}

impl Cell {
    /// A text in a style.
    #[must_use]
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self::default().and(text, style)
    }

    /// The same with one piece more.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, style: Style) -> Self {
        self.spans.push((style, text.into()));
        self
    }

    /// The same, set to the right, as figures are.
    #[must_use]
    pub fn right(self) -> Self {
        Self {
            right: true,
            ..self
        }
    }

    fn width(&self) -> usize {
        self.spans.iter().map(|(_, text)| text.width()).sum()
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::styled(text, Style::new())
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut spans = self.spans.iter();
        spans.try_for_each(|(style, text)| paint(f, *style, text))
    }
}

/// Rows whose columns stand under each other. The last column wraps at [`Table::LINE`].
#[derive(Clone, Debug, Default)]
pub struct Table {
    indent: usize,
    least: Vec<usize>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The width that a row keeps to if its columns let it.
    pub const LINE: usize = 100;
    const GAP: usize = 2;
    /// The narrowest last column that is worth wrapping.
    const NARROW: usize = 24;

    /// A table that stands so many columns to the right.
    #[must_use]
    pub fn indented(indent: usize) -> Self {
        Self {
            indent,
            ..Self::default()
        }
    }

    /// The same with columns that are at least so wide, for tables printed one row at a time.
    #[must_use]
    pub fn at_least(mut self, widths: &[usize]) -> Self {
        widths.clone_into(&mut self.least);
        self
    }

    /// Adds a row; rows may have different lengths.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> &mut Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The width of each column; the last cell of a row takes what is left and counts for none.
    fn widths(&self) -> Vec<usize> {
        let mut widths = self.least.clone();
        for row in &self.rows {
            for (place, cell) in row.iter().enumerate().take(row.len().saturating_sub(1)) {
                if widths.len() <= place {
                    widths.push(0);
                }
                widths[place] = cell.width().max(widths[place]);
            }
        }
        widths
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        for row in &self.rows {
            let mut column = self.indent;
            let mut owed = self.indent;
            for (place, cell) in row.iter().enumerate() {
                if place + 1 == row.len() {
                    last(f, cell, owed, column)?;
                    break;
                }
                let slack = widths[place].saturating_sub(cell.width());
                let (before, after) = if cell.right { (slack, 0) } else { (0, slack) };
                if cell.width() == 0 {
                    owed += slack;
                } else {
                    spaces(f, owed + before)?;
                    write!(f, "{cell}")?;
                    owed = after;
                }
                owed += Self::GAP;
                column += widths[place] + Self::GAP;
            }
            f.write_char('\n')?;
        }
        Ok(())
    }
}

/// Writes the last cell of a row, wrapped if it is of one piece.
fn last(f: &mut fmt::Formatter<'_>, cell: &Cell, owed: usize, column: usize) -> fmt::Result {
    let [(style, text)] = cell.spans.as_slice() else {
        spaces(f, owed)?;
        return write!(f, "{cell}");
    };
    let room = Table::LINE.saturating_sub(column).max(Table::NARROW);
    for (line, part) in wrap(text, room).into_iter().enumerate() {
        if line > 0 {
            f.write_char('\n')?;
        }
        if !part.is_empty() {
            spaces(f, if line > 0 { column } else { owed })?;
            paint(f, *style, part)?;
        }
    }
    Ok(())
}

/// Spaces are written only before something, so that no line ends in one.
fn spaces(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    write!(f, "{:count$}", "")
}

fn paint(f: &mut fmt::Formatter<'_>, style: Style, text: &str) -> fmt::Result {
    write!(f, "{style}{text}{style:#}")
}

/// Breaks at blanks, so that no part is wider than `room` unless one word is.
fn wrap(text: &str, room: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end();
    while rest.width() > room {
        let fits = |end: &usize| rest[..*end].width() <= room;
        let mut blanks = rest
            .match_indices(' ')
            .map(|(at, _)| at)
            .skip_while(|at| *at == 0);
        let first = blanks.clone().next();
        let Some(end) = blanks.by_ref().take_while(fits).last().or(first) else {
            break;
        };
        parts.push(rest[..end].trim_end());
        rest = rest[end..].trim_start();
    }
    parts.push(rest);
    parts
}

/// A figure with commas between the thousands.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut told = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}
