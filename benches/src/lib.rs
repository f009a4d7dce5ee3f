//! What the benches share: the stopwatch, the counted allocations, the table.

pub mod stopwatch;
pub mod table;
