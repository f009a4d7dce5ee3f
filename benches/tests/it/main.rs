//! What `docs/COMPARISON.md` says of others, shown.

mod comparison;
