//! The whole classifier: a name from text, exchanges, SPF, the verdict.

use checkmark_domain::{DomainName, Evidence, Mx, MxRecord, classify};

fn main() {
    let mut words = std::env::args().skip(1);
    let word = words.next().unwrap_or_default();
    let now = time::UtcDateTime::UNIX_EPOCH;
    let records: Vec<MxRecord> =
        words.by_ref().take(5).map(|exchange| MxRecord::new(10, exchange)).collect();
    let evidence =
        Evidence::none().with_mx(Mx::Records(records), now).with_spf(words, now);
    match word.parse::<DomainName>() {
        Ok(name) => println!("{}", classify(&name, &evidence, now).class().as_str()),
        Err(error) => println!("{error}"),
    }
}
