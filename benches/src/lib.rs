//! What the benches share: the stopwatch, the counting allocator, the table.
