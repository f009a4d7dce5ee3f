//! Google and Microsoft, from the DNS evidence of real domains.
//!
//! What is true is told here by the ends of names alone, and not by the classifier's own tables.

use std::collections::BTreeMap;
use std::path::Path;

use checkmark::domain::{
    Class, Classifier, DkimTarget, DomainName, Evidence, MailHost, Mx, MxRecord, Verdict,
};
use serde::Deserialize;
use time::UtcDateTime;

use super::super::{Bound, Measure};
use crate::run::Failure;

const PART: &str = "dns evidence";

#[derive(Deserialize)]
struct Row {
    domain: String,
    mx: Vec<String>,
    spf: Option<String>,
    dkim: BTreeMap<String, String>,
    autodiscover: BTreeMap<String, String>,
    txt: BTreeMap<String, String>,
}

/// What a row shows of a platform.
#[derive(Clone, Copy, Default)]
struct Shown {
    mx: bool,
    /// DKIM or autodiscovery, which are independent of MX.
    elsewhere: bool,
}

impl Row {
    fn google(&self) -> Shown {
        Shown {
            mx: ends_in(
                &self.mx,
                &["aspmx.l.google.com", "smtp.google.com", "googlemail.com"],
            ),
            elsewhere: ends_in(self.dkim.values(), &["google.com", "googlemail.com"]),
        }
    }

    fn microsoft(&self) -> Shown {
        let mx = [
            "mail.protection.outlook.com",
            "mail.eo.outlook.com",
            "mx.microsoft",
            "mail.protection.office365.us",
        ];
        let dkim = ["onmicrosoft.com", "dkim.mail.microsoft"];
        Shown {
            mx: ends_in(&self.mx, &mx),
            elsewhere: ends_in(self.dkim.values(), &dkim)
                || ends_in(self.autodiscover.values(), &["outlook.com", "office365.us"]),
        }
    }

    /// The preferences are not in the data: all exchanges count alike, which is what equal ones
    /// say.
    fn evidence(&self, signals: Signals, now: UtcDateTime) -> Evidence {
        let records = self
            .mx
            .iter()
            .map(|exchange| MxRecord::new(10, exchange.as_str()));
        let evidence = Evidence::none()
            .with_mx(Mx::Records(records.collect()), now)
            .with_spf(self.spf.as_deref(), now);
        match signals {
            Signals::MxAndSpf => evidence,
            Signals::All => {
                let dkim = self
                    .dkim
                    .iter()
                    .map(|(selector, target)| DkimTarget::new(selector.as_str(), target.as_str()));
                let tokens = self
                    .txt
                    .iter()
                    .map(|(whose, token)| format!("{whose}={token}"));
                evidence
                    .with_dkim(dkim, now)
                    .with_autodiscover(self.autodiscover.values().map(String::as_str), now)
                    .with_txt(tokens, now)
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Signals {
    MxAndSpf,
    All,
}

/// How well a platform has to be found.
struct Floors {
    precision: f64,
    recall: f64,
}

pub(super) fn measure(text: &str, measures: &mut Vec<Measure>) -> Result<(), Failure> {
    let rows: Vec<Row> = text
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::content(Path::new("dns-evidence"), error))?;
    for (signals, with, microsoft_recall) in [
        (Signals::MxAndSpf, "mx and spf", 0.88),
        (Signals::All, "all signals", 0.95),
    ] {
        let judged = judge(&rows, signals);
        let refused = rows.len() - judged.len();
        let name = format!("{with}: rows refused");
        let none = Bound::CountAtMost(0);
        measures.push(Measure::new(PART, name, (refused, rows.len()), none));
        let google = Platform {
            name: format!("google, {with}"),
            host: MailHost::Google,
            shown: Row::google,
        };
        let floors = Floors {
            precision: 0.98,
            recall: 0.95,
        };
        google.measure(&judged, &floors, measures);
        let microsoft = Platform {
            name: format!("microsoft, {with}"),
            host: MailHost::Microsoft365,
            shown: Row::microsoft,
        };
        let floors = Floors {
            precision: 0.98,
            recall: microsoft_recall,
        };
        microsoft.measure(&judged, &floors, measures);
        classes(&judged, with, measures);
    }
    Ok(())
}

fn judge(rows: &[Row], signals: Signals) -> Vec<(&Row, Verdict)> {
    let now = UtcDateTime::UNIX_EPOCH;
    let judged = rows.iter().filter_map(|row| {
        let domain: DomainName = row.domain.parse().ok()?;
        let evidence = row.evidence(signals, now);
        Some((row, Classifier::BUILT_IN.classify(&domain, &evidence, now)))
    });
    judged.collect()
}

/// What of that counts as the truth.
type Truth = fn(Shown) -> bool;

struct Platform {
    name: String,
    host: MailHost,
    shown: fn(&Row) -> Shown,
}

impl Platform {
    fn measure(&self, judged: &[(&Row, Verdict)], floors: &Floors, measures: &mut Vec<Measure>) {
        let bounded = (
            Bound::AtLeast(floors.precision),
            Bound::AtLeast(floors.recall),
        );
        let told = (Bound::None, Bound::None);
        let sets: [(&str, Truth, _); 3] = [
            (
                "mx, dkim and autodiscover",
                |it| it.mx || it.elsewhere,
                bounded,
            ),
            ("mx", |it| it.mx, told),
            ("dkim and autodiscover", |it| it.elsewhere, told),
        ];
        for (against, truth, (precision, recall)) in sets {
            let (mut hits, mut called, mut visible) = (0, 0, 0);
            for (row, verdict) in judged {
                let is = truth((self.shown)(row));
                let said = verdict.mail_host() == self.host || verdict.behind() == Some(self.host);
                hits += usize::from(said && is);
                called += usize::from(said);
                visible += usize::from(is);
            }
            let name = format!("{}: precision against {against}", self.name);
            measures.push(Measure::new(PART, name, (hits, called), precision));
            let name = format!("{}: recall against {against}", self.name);
            measures.push(Measure::new(PART, name, (hits, visible), recall));
        }
    }
}

/// The class where the MX is Google's, Microsoft's or the domain's own; and what is left.
fn classes(judged: &[(&Row, Verdict)], with: &str, measures: &mut Vec<Measure>) {
    let mut share = |name: &str, which: &dyn Fn(&Row) -> bool, class: Class| {
        let those = || judged.iter().filter(|(row, _)| which(row));
        let hits = those()
            .filter(|(_, verdict)| verdict.class() == class)
            .count();
        let name = format!("{with}: {class} where {name}");
        let least = Bound::AtLeast(0.98);
        measures.push(Measure::new(PART, name, (hits, those().count()), least));
    };
    let google = |row: &Row| row.google().mx;
    let microsoft = |row: &Row| row.microsoft().mx && !row.google().mx;
    let own =
        |row: &Row| !row.mx.is_empty() && row.mx.iter().all(|host| is_below(host, &row.domain));
    share("the mx is google's", &google, Class::GmailHosted);
    share("the mx is microsoft's alone", &microsoft, Class::Corporate);
    share("every mx is the domain's own", &own, Class::Corporate);
    let count = |which: &dyn Fn(&Verdict) -> bool| {
        let those = judged.iter().filter(|(_, verdict)| which(verdict));
        (those.count(), judged.len())
    };
    let undetermined = count(&|verdict| verdict.class() == Class::Undetermined);
    let name = format!("{with}: rows undetermined");
    measures.push(Measure::new(PART, name, undetermined, Bound::AtMost(0.06)));
    let mixed = count(&|verdict| {
        verdict.mail_host() == MailHost::Mixed || verdict.behind() == Some(MailHost::Mixed)
    });
    let name = format!("{with}: rows mixed");
    measures.push(Measure::new(PART, name, mixed, Bound::AtMost(0.01)));
    for class in Class::ALL {
        let called = count(&|verdict| verdict.class() == *class);
        let name = format!("{with}: rows called {class}");
        measures.push(Measure::new(PART, name, called, Bound::None));
    }
}

fn ends_in<'a>(texts: impl IntoIterator<Item = &'a String>, ends: &[&str]) -> bool {
    let mut texts = texts.into_iter();
    texts.any(|text| ends.iter().any(|end| is_below(text, end)))
}

fn is_below(host: &str, name: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    match host.strip_suffix(&name.to_ascii_lowercase()) {
        Some(rest) => rest.is_empty() || rest.ends_with('.'),
        None => false,
    }
}
