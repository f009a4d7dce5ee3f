//! What the benches share: the stopwatch, the counted allocations, the table.

pub mod contest;
pub mod fresh;
pub mod stopwatch;
pub mod table;
