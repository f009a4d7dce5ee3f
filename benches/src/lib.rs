//! What the benches share: the stopwatch, the counted allocations, the table, and the contests, so
//! that the scoreboard and the bench of each crate measure the same.

pub mod clocks;
pub mod contest;
pub mod desk;
pub mod engines;
pub mod fresh;
pub mod names;
pub mod stopwatch;
pub mod table;
pub mod way;
