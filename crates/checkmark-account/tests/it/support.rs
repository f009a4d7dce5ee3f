//! What the tests share: a host with its keys, a person, a clock.

use checkmark_account::code::{
    Challenge, CodeBook, CodeEvent, CodeFigures, CodeKey, CodeOutcome, CodePolicy, CodeRefusal,
    KeyRing, Nonce, Purpose, Subject, ThrottleCount, TypedCode,
};
use checkmark_account::{AccountId, CommandId, EmailAddress};
use time::{SignedDuration, UtcDateTime};

/// 2026-11-23T08:00:00Z.
pub(crate) fn start() -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(1_795_420_800).expect("in range")
}

pub(crate) const fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::seconds(seconds)
}

pub(crate) fn email(text: &str) -> EmailAddress {
    text.parse().expect("an address")
}

pub(crate) fn typed(text: &str) -> TypedCode {
    text.parse().expect("a code")
}

pub(crate) fn account(text: &str) -> AccountId {
    text.parse().expect("an id")
}

pub(crate) fn keys() -> KeyRing {
    let secret: Vec<u8> = (0..32).collect();
    KeyRing::new(CodeKey::new("k1".parse().expect("an id"), &secret).expect("long enough"))
}

pub(crate) fn policy(change: impl FnOnce(&mut CodeFigures)) -> CodePolicy {
    let mut figures = CodeFigures::default();
    change(&mut figures);
    CodePolicy::new(figures).expect("figures within the bounds")
}

/// One person at one host, with a book of codes and a clock that the test moves.
pub(crate) struct Desk {
    pub(crate) book: CodeBook,
    pub(crate) keys: KeyRing,
    pub(crate) account: AccountId,
    pub(crate) address: EmailAddress,
    pub(crate) policy: CodePolicy,
    pub(crate) now: UtcDateTime,
    commands: u32,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            book: CodeBook::new(Purpose::SignUp),
            keys: keys(),
            account: account("a1"),
            address: email("anna@acme.example"),
            policy: CodePolicy::default(),
            now: start(),
            commands: 0,
        }
    }

    pub(crate) fn with(policy: CodePolicy) -> Self {
        Self {
            policy,
            ..Self::new()
        }
    }

    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject::new(self.account, &self.address)
    }

    pub(crate) fn wait(&mut self, seconds: i64) {
        self.now += SignedDuration::seconds(seconds);
    }

    pub(crate) fn fresh_command(&mut self) -> CommandId {
        self.commands += 1;
        format!("c{}", self.commands).parse().expect("an id")
    }

    pub(crate) fn decide_issue(&self, counted: ThrottleCount) -> Result<CodeEvent, CodeRefusal> {
        let key = self.keys.current().id();
        let nonce = Nonce::new([7; Nonce::LEN]);
        self.book
            .decide_issue(key, nonce, counted, &self.policy, self.now)
    }

    pub(crate) fn fold(&mut self, event: &CodeEvent) {
        self.book = self
            .book
            .evolve(event)
            .expect("a book folds what it decided");
    }

    pub(crate) fn issue(&mut self) -> Result<Challenge, CodeRefusal> {
        let event = self.decide_issue(ThrottleCount::default())?;
        self.fold(&event);
        Ok(event.challenge().expect("a code was issued"))
    }

    /// The code that was mailed last.
    pub(crate) fn mailed(&self) -> TypedCode {
        self.reveal(self.book.challenge().expect("a code was issued"))
    }

    pub(crate) fn reveal(&self, challenge: Challenge) -> TypedCode {
        challenge
            .reveal(&self.keys, self.subject())
            .expect("the key is in the ring")
            .into()
    }

    /// A code of the right length that is not the one mailed last, nor the one before.
    pub(crate) fn wrong(&self) -> TypedCode {
        let digits = self.book.challenge().map_or(6, |it| it.digits());
        (0..)
            .map(|n| typed(&format!("{n:0width$}", width = usize::from(digits))))
            .find(|code| {
                let outcome = self.book.judge(code, self.subject(), &self.keys, self.now);
                matches!(
                    outcome,
                    CodeOutcome::Wrong | CodeOutcome::Unknown | CodeOutcome::KeyRetired
                )
            })
            .expect("most codes are wrong")
    }

    pub(crate) fn try_as(
        &mut self,
        code: &TypedCode,
        command: CommandId,
    ) -> Result<CodeOutcome, CodeRefusal> {
        let event = self.book.decide_try(
            code,
            self.subject(),
            &self.keys,
            command,
            &self.policy,
            self.now,
        )?;
        self.fold(&event);
        Ok(event.outcome().expect("a try has an outcome"))
    }

    pub(crate) fn try_code(&mut self, code: &TypedCode) -> Result<CodeOutcome, CodeRefusal> {
        let command = self.fresh_command();
        self.try_as(code, command)
    }

    pub(crate) fn try_wrong(&mut self) -> Result<CodeOutcome, CodeRefusal> {
        let code = self.wrong();
        self.try_code(&code)
    }
}
