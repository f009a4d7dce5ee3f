//! What is thrown away in time, and what is kept for good.

use std::path::Path;

use portal::{Options, Place};
use time::SignedDuration;

use crate::crash::{Folder, drained};
use crate::support::{World, wait};

/// How many rows a query counts.
fn count(file: &Path, sql: &str) -> i64 {
    let open = rusqlite::Connection::open(file).expect("the file is a database");
    open.query_row(sql, [], |row| row.get(0))
        .expect("the tables are there")
}

#[test]
fn what_was_done_is_thrown_away_after_a_month_and_the_record_is_not() {
    let folder = Folder::new("upkeep");
    let file = folder.0.join("portal.db");
    let world = World::with(Options {
        database: Place::File(file.clone()),
        ..Options::default()
    });
    let mut anna = world.registered("anna.berg@acme.example");
    anna.has("black", "enterprise");
    drained(&world.base);
    let (done, open) = (
        "SELECT COUNT(*) FROM outbox WHERE done IS NOT NULL",
        "SELECT COUNT(*) FROM outbox WHERE done IS NULL",
    );
    assert!(count(&file, done) > 4 && count(&file, open) == 0);
    let lines = "SELECT COUNT(*) FROM line WHERE kind = 'account'";
    let before = count(&file, lines);
    world.pass(SignedDuration::days(29));
    assert!(count(&file, "SELECT COUNT(*) FROM mail") == 2 && count(&file, done) > 4);
    world.pass(SignedDuration::days(2));
    wait(|| (count(&file, "SELECT COUNT(*) FROM mail") == 0).then_some(()));
    wait(|| (count(&file, done) == 0).then_some(()));
    assert!(count(&file, lines) >= before, "the record is kept");
    anna.sign_in("/api/sessions");
    anna.has("black", "enterprise");
}
