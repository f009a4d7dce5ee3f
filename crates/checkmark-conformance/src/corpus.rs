//! What the account machine answers, as rows that any language can read.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

use checkmark::account::code::{CodeFigures, CodePolicy, Purpose};
use checkmark::tier::strategy::{Attempt, History, HistoryStep, Instant, Taken};
use checkmark::tier::{Account, CommandKind, Refusal, StateKind, TierFigures, TierPolicy};
use time::{SignedDuration, UtcDateTime};

/// The version of the rows. It moves whenever a row changes its meaning: that is a change of the
/// API.
pub const VERSION: u32 = 1;

/// The corpus: the shortest history to each transition that is taken, and one for each reason for
/// which a command is refused in a state, found by going through everything that a history can do;
/// under the default figures, and then what strict ones add to it.
///
/// As text it is JSON lines; see `docs/corpus/README.md` for their fields.
///
/// ```
/// use checkmark_conformance::Corpus;
///
/// let corpus = Corpus::new();
/// assert!(corpus.rows().len() > 500);
/// assert!(corpus.to_string().starts_with(r#"{"v":1,"#));
/// ```
#[derive(Clone, Debug)]
pub struct Corpus {
    rows: Vec<CorpusRow>,
}

/// What the machine answers to a command after a history.
///
/// ```
/// use checkmark::tier::{CommandKind, State, StateKind};
/// use checkmark_conformance::{Corpus, CorpusRow};
///
/// let corpus = Corpus::new();
/// let suspended = |row: &&CorpusRow| {
///     (row.from(), row.command()) == (StateKind::Basic, CommandKind::Suspend) && row.is_accepted()
/// };
/// let row = corpus.rows().iter().find(suspended).expect("support may");
/// assert_eq!(row.after().state(), State::Suspended);
/// ```
#[derive(Clone, Debug)]
pub struct CorpusRow {
    policy: Option<&'static str>,
    history: Vec<String>,
    command: String,
    from: StateKind,
    kind: CommandKind,
    verdict: Verdict,
    after: Account,
}

/// How a command was answered.
///
/// Closed: there is no fourth answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Accepted,
    /// The person is told no, and it was recorded: a code that was wrong.
    Rejected(Told),
    Refused(Told),
}

/// A reason, in the order of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told(&'static str, &'static str);

/// What makes two rows the same row.
type Key = (&'static str, &'static str, Verdict, &'static str);

impl Default for Corpus {
    fn default() -> Self {
        Self::new()
    }
}

impl Corpus {
    /// Goes through everything, the shortest histories first.
    #[must_use]
    pub fn new() -> Self {
        let default = rows(&TierPolicy::default(), None);
        let mut more = rows(&strict(), Some(STRICT));
        more.retain(|key, _| !default.contains_key(key));
        Self {
            rows: default.into_values().chain(more.into_values()).collect(),
        }
    }

    /// The rows, by policy, state, command, verdict and the state that follows.
    #[must_use]
    pub fn rows(&self) -> &[CorpusRow] {
        &self.rows
    }
}

/// The rows under a policy.
fn rows(policy: &TierPolicy, written: Option<&'static str>) -> BTreeMap<Key, CorpusRow> {
    let mut rows = BTreeMap::new();
    let mut known = BTreeMap::new();
    let mut waiting = VecDeque::from([History::new(policy)]);
    while let Some(history) = waiting.pop_front() {
        for step in HistoryStep::ALL {
            let attempt = Attempt::plain(*step);
            let looked = history.look(attempt);
            if let Some(answer) = Answer::of(&history, &looked) {
                rows.entry(answer.key())
                    .or_insert_with(|| answer.row(&history, attempt, written));
            }
            let Ok(taken) = looked else { continue };
            let class = class(&after(&history, &taken), taken.at());
            known.entry(class).or_insert_with(|| {
                let mut longer = history.clone();
                let again = longer.attempt(attempt);
                debug_assert!(again.is_ok(), "what is taken once is taken again");
                waiting.push_back(longer);
            });
        }
    }
    rows
}

/// Figures under which the first failure is the last, as a script has them.
const STRICT: &str = r#"{"code":{"tries":1,"failures_in_a_row":1},"proof_fresh":"P1D","skew":"PT0S","confirmation_attempts":1}"#;

fn strict() -> TierPolicy {
    let mut code = CodeFigures::default();
    (code.tries, code.failures_in_a_row) = (1, 1);
    let mut figures = TierFigures::default();
    figures.code = CodePolicy::new(code).expect("the figures are within their bounds");
    figures.proof_fresh = SignedDuration::days(1);
    figures.skew = SignedDuration::ZERO;
    figures.confirmation_attempts = 1;
    TierPolicy::new(figures).expect("the figures are within their bounds")
}

impl fmt::Display for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, row) in (1..).zip(&self.rows) {
            let text = row.text(number)?;
            f.write_str(&text)?;
        }
        Ok(())
    }
}

impl CorpusRow {
    /// The policy as a script has it; none if it is the default.
    ///
    /// ```
    /// use checkmark_conformance::Corpus;
    ///
    /// let corpus = Corpus::new();
    /// let strict = corpus.rows().iter().filter_map(|row| row.policy());
    /// assert!(strict.clone().count() > 10 && strict.clone().all(|it| it.contains(r#""tries":1"#)));
    /// ```
    #[must_use]
    pub const fn policy(&self) -> Option<&'static str> {
        self.policy
    }

    /// The state in which the command is given.
    #[must_use]
    pub const fn from(&self) -> StateKind {
        self.from
    }

    /// The command.
    #[must_use]
    pub const fn command(&self) -> CommandKind {
        self.kind
    }

    /// Whether it is taken.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        matches!(self.verdict, Verdict::Accepted)
    }

    /// The account after it.
    #[must_use]
    pub const fn after(&self) -> &Account {
        &self.after
    }

    /// The row as a line. Each row has an account and addresses of its own, so that all of one
    /// policy can be replayed in one world.
    fn text(&self, number: usize) -> Result<String, fmt::Error> {
        let mut text = String::new();
        write!(
            text,
            r#"{{"v":{VERSION},"row":{number},"policy":{},"history":["#,
            self.policy.unwrap_or("null")
        )?;
        for (place, line) in self.history.iter().enumerate() {
            text.push_str(if place > 0 { "," } else { "" });
            text.push_str(line.trim_end());
        }
        write!(
            text,
            r#"],"command":{},"from":"{}""#,
            self.command.trim_end(),
            self.from
        )?;
        let (verdict, reason) = match self.verdict {
            Verdict::Accepted => ("accepted", None),
            Verdict::Rejected(told) => ("rejected", Some(told)),
            Verdict::Refused(told) => ("refused", Some(told)),
        };
        write!(text, r#","verdict":"{verdict}""#)?;
        match reason {
            Some(Told(code, rule)) => write!(text, r#","reason":"{code}","rule":"{rule}""#)?,
            None => text.push_str(r#","reason":null,"rule":null"#),
        }
        let account = &self.after;
        write!(text, r#","state":"{}""#, account.state().kind())?;
        match account.tier() {
            Some(tier) => write!(text, r#","tier":"{tier}""#)?,
            None => text.push_str(r#","tier":null"#),
        }
        write!(
            text,
            r#","mark":"{}","version":{},"standing":{}"#,
            account.mark(),
            account.version(),
            account.standing().number()
        )?;
        match account.next_wakeup() {
            Some(due) => write!(text, r#","due":"{}""#, Instant(due.at()))?,
            None => text.push_str(r#","due":null"#),
        }
        text.push_str("}\n");
        let account = alloc::format!(r#""account":"c{number}""#);
        let mailbox = alloc::format!("anna.c{number}.");
        Ok(text
            .replace(r#""account":"a1""#, &account)
            .replace("anna.", &mailbox))
    }
}

/// What an attempt was answered.
struct Answer {
    from: StateKind,
    kind: CommandKind,
    verdict: Verdict,
    after: Account,
}

impl Answer {
    /// None if time alone passes.
    fn of(history: &History, looked: &Result<Taken, Refusal>) -> Option<Self> {
        let account = history.account();
        let told = |refusal: &Refusal| Told(refusal.code().as_str(), refusal.rule().as_str());
        let (kind, verdict, after) = match looked {
            Ok(taken) => {
                let rejection = taken.decision().and_then(|it| it.rejection());
                let verdict = rejection.map_or(Verdict::Accepted, |it| Verdict::Rejected(told(it)));
                let kind = taken.envelope()?.command().kind();
                (kind, verdict, after(history, taken))
            }
            Err(refusal) => {
                let verdict = Verdict::Refused(told(refusal));
                (refusal.command(), verdict, account.clone())
            }
        };
        Some(Self {
            from: account.state().kind(),
            kind,
            verdict,
            after,
        })
    }

    fn key(&self) -> Key {
        let state = self.after.state().kind().as_str();
        (self.from.as_str(), self.kind.as_str(), self.verdict, state)
    }

    fn row(self, history: &History, attempt: Attempt, policy: Option<&'static str>) -> CorpusRow {
        // The first line of a script says what it brings along.
        let script = history.script();
        CorpusRow {
            policy,
            history: script.lines().skip(1).map(String::from).collect(),
            command: history.script_line(attempt),
            from: self.from,
            kind: self.kind,
            verdict: self.verdict,
            after: self.after,
        }
    }
}

/// The account after a step.
fn after(history: &History, taken: &Taken) -> Account {
    let account = history.account().clone();
    match taken.decision() {
        Some(decision) => account.after(decision).expect("what was decided folds"),
        None => account,
    }
}

/// Which accounts count as the same: those that the same commands are open to, as far as can be
/// seen from outside.
fn class(account: &Account, now: UtcDateTime) -> String {
    let age = account.last_at().map_or(0, |at| (now - at).whole_minutes());
    let registration = account.registration();
    let mut class = String::new();
    let written = write!(
        class,
        "{} {:?} {} {} {} {} {} {} {} {:?} {} {}",
        account.state().kind(),
        account.state().because().first(),
        account
            .state()
            .review()
            .is_some_and(|it| it.request().is_some()),
        account.pending_change().is_some(),
        account.confirmation().is_some(),
        account.invitations().count(),
        account.memberships().count().min(2),
        account.judged().is_some(),
        registration.is_finished(),
        registration.proof(),
        account.customer_numbers().len(),
        account.locked_until(Purpose::SignUp, now).is_some(),
    );
    debug_assert!(written.is_ok(), "text can be written to");
    let _ = write!(
        class,
        " {} {}",
        account.offer().len(),
        age.clamp(0, 1) + i64::from(age > 1_440)
    );
    class
}
