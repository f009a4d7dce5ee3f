//! Signing up, in and out: where the password is, which no crate ever sees.

use checkmark::account::{AccountId, Actor, EmailAddress, Language, NewsletterChoice, PersonName};
use checkmark::tier::{Command, Door, Place, Refusal, RepairStep, Session, StateKind, Topic};
use time::{SignedDuration, UtcDateTime};

use super::{Ask, Host, HostError, Told};
use crate::password::PasswordFault;
use crate::random::{self, digest};
use crate::store::{Role, Stream, Unit, VisitRow};

/// How long a visit lasts.
const VISIT: SignedDuration = SignedDuration::hours(12);

/// What a person types to sign up (ACC-2).
#[derive(Clone, Debug)]
pub(crate) struct SignUp {
    pub(crate) door: Door,
    pub(crate) address: EmailAddress,
    pub(crate) name: PersonName,
    pub(crate) newsletter: NewsletterChoice,
    pub(crate) language: Language,
}

/// Why somebody is not signed up or in.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum SignInError {
    /// No account has this address and this password: which of the two, nobody is told.
    #[error("address or password is wrong")]
    Wrong,
    /// The password will not do.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// The account says no.
    #[error(transparent)]
    Refused(Refusal),
    /// The host has no answer.
    #[error(transparent)]
    Host(#[from] HostError),
}

impl Host {
    /// Signs somebody up: a new account, its password, and a visit that is not signed in yet. The
    /// same happens for an address that is another account's (ACC-1).
    pub(crate) fn sign_up(
        &self,
        form: SignUp,
        password: &str,
    ) -> Result<(AccountId, String), SignInError> {
        let hash = self.passwords.hash(password)?;
        let account: AccountId = random::id('a').parse().map_err(|_| HostError::Record)?;
        let token = random::token();
        let ask = Ask::new(
            account,
            Actor::Person,
            Command::SignUp {
                door: form.door,
                address: form.address,
                name: form.name,
                newsletter: form.newsletter,
            },
        );
        let told: Told = self.store.work(|unit| {
            let told = self.ask_in(unit, &ask)?;
            if told.refusal.is_none() {
                let stream = Stream::Account(account);
                unit.keep(stream, "language", form.language.as_str())?;
                unit.set_password(account, &hash)?;
                self.open(unit, &token, Some(account), None, false)?;
            }
            Ok::<_, HostError>(told)
        })?;
        self.bell.ring();
        match told.refusal {
            Some(refusal) => Err(SignInError::Refused(refusal)),
            None => {
                self.metrics.signed_up();
                Ok((account, token))
            }
        }
    }

    /// Whose address and password these are. A stranger's takes as long as a friend's.
    pub(crate) fn verify(&self, address: &str, password: &str) -> Result<AccountId, SignInError> {
        let known = self.store.work(|unit| {
            let Ok(address) = address.trim().parse::<EmailAddress>() else {
                return Ok(None);
            };
            let Some(account) = unit.holder(&address)? else {
                return Ok(None);
            };
            Ok::<_, HostError>(unit.password(account)?.map(|hash| (account, hash)))
        })?;
        let hash = known.as_ref().map(|(_, hash)| hash.as_str());
        let right = self.passwords.verify(password, hash);
        match known {
            Some((account, _)) if right => Ok(account),
            _ => Err(SignInError::Wrong),
        }
    }

    /// Signs somebody in at the support site: a new visit under a new token. A visit is opened for
    /// an account at rest as well, as the way back begins there.
    pub(crate) fn sign_in(&self, address: &str, password: &str) -> Result<String, SignInError> {
        let account = self.verify(address, password)?;
        self.enter(account, |session| Ask {
            session,
            ..Ask::new(
                account,
                Actor::Person,
                Command::SignIn {
                    place: Place::Support,
                },
            )
        })
    }

    /// Opens the registration link with address and password (REG-1): by somebody who is signed
    /// out. Somebody stuck in green goes on with the repair there (FIX-1).
    pub(crate) fn register(&self, address: &str, password: &str) -> Result<String, SignInError> {
        let account = self.verify(address, password)?;
        let now = self.clock.now();
        let state = self
            .store
            .work(|unit| self.account(unit, account))?
            .state()
            .kind();
        self.enter(account, |session| {
            let (command, session) = if state == StateKind::StuckInBasic {
                let step = RepairStep::SignInOnTheLeft;
                (Command::RepairStep { step }, session)
            } else {
                let session = Session::signed_out().with_password_verified_at(now);
                (Command::StartBusinessRegistration, session)
            };
            Ask {
                session,
                ..Ask::new(account, Actor::Person, command)
            }
        })
    }

    fn enter(
        &self,
        account: AccountId,
        ask: impl Fn(Session) -> Ask,
    ) -> Result<String, SignInError> {
        let token = random::token();
        let now = self.clock.now();
        let session = Session::at(Place::Support).with_password_verified_at(now);
        let told = self.store.work(|unit| {
            let told = self.ask_in(unit, &ask(session))?;
            if told.account.state().kind() != StateKind::Suspended {
                self.open(unit, &token, Some(account), None, true)?;
            }
            Ok::<_, HostError>(told)
        })?;
        self.bell.ring();
        match told.refusal {
            Some(refusal) if told.account.state().kind() == StateKind::Suspended => {
                Err(SignInError::Refused(refusal))
            }
            _ => Ok(token),
        }
    }

    /// Gives a new password, with the old one as proof (ACC-5). Every other visit ends.
    pub(crate) fn change_password(
        &self,
        visit: &VisitRow,
        old: &str,
        new: &str,
    ) -> Result<(), SignInError> {
        let account = visit
            .account
            .filter(|_| visit.signed_in)
            .ok_or(SignInError::Wrong)?;
        let known = self
            .store
            .work(|unit| Ok::<_, HostError>(unit.password(account)?))?;
        if !self.passwords.verify(old, known.as_deref()) {
            return Err(SignInError::Wrong);
        }
        let hash = self.passwords.hash(new)?;
        let now = self.clock.now();
        let told = self.store.work(|unit| {
            let ask = Ask {
                session: session(visit).with_password_verified_at(now),
                visit: Some(visit.token.clone()),
                ..Ask::new(account, Actor::Person, Command::RequestPasswordChange)
            };
            let told = self.ask_in(unit, &ask)?;
            if told.refusal.is_none() {
                unit.set_password(account, &hash)?;
                unit.close_visits(account, Some(&visit.token))?;
            }
            Ok::<_, HostError>(told)
        })?;
        self.bell.ring();
        told.refusal
            .map_or(Ok(()), |refusal| Err(SignInError::Refused(refusal)))
    }

    /// Verifies the password again, for what wants a fresh proof (ACC-5): a new token.
    pub(crate) fn confirm(&self, visit: &VisitRow, password: &str) -> Result<String, SignInError> {
        let account = visit.account.ok_or(SignInError::Wrong)?;
        let known = self
            .store
            .work(|unit| Ok::<_, HostError>(unit.password(account)?))?;
        if !self.passwords.verify(password, known.as_deref()) {
            return Err(SignInError::Wrong);
        }
        let token = random::token();
        self.store.work(|unit| {
            unit.close_visit(&visit.token)?;
            self.open(unit, &token, Some(account), None, true)
        })?;
        Ok(token)
    }

    /// Gives a visit a new token, signed in or not: after the
    /// first code, and whenever rights change.
    pub(crate) fn rotate(&self, visit: &VisitRow, signed_in: bool) -> Result<String, HostError> {
        let token = random::token();
        let row = VisitRow {
            token: digest(&token),
            signed_in,
            // Whoever leaves takes the proof of the password along.
            verified: visit.verified.filter(|_| signed_in),
            expires: self.clock.now() + VISIT,
            ..visit.clone()
        };
        self.store.work(|unit| {
            unit.close_visit(&visit.token)?;
            unit.open_visit(&row, self.clock.now())
        })?;
        Ok(token)
    }

    /// Opens a visit of the staff.
    pub(crate) fn sign_in_staff(&self, role: Role) -> Result<String, HostError> {
        let token = random::token();
        self.store
            .work(|unit| self.open(unit, &token, None, Some(role), true))?;
        Ok(token)
    }

    /// Ends a visit that another one takes the place of.
    pub(crate) fn leave(&self, visit: &VisitRow) -> Result<(), HostError> {
        self.store.work(|unit| Ok(unit.close_visit(&visit.token)?))
    }

    /// Signs somebody out: the visit is over, whatever the account says.
    pub(crate) fn sign_out(&self, visit: &VisitRow) -> Result<(), HostError> {
        self.store.work(|unit| {
            if let Some(account) = visit.account.filter(|_| visit.signed_in) {
                let ask = Ask {
                    session: session(visit),
                    ..Ask::new(account, Actor::Person, Command::SignOut)
                };
                self.ask_in(unit, &ask)?;
            }
            unit.close_visit(&visit.token)?;
            Ok::<_, HostError>(())
        })?;
        self.bell.ring();
        Ok(())
    }

    fn open(
        &self,
        unit: &mut Unit<'_>,
        token: &str,
        account: Option<AccountId>,
        role: Option<Role>,
        signed_in: bool,
    ) -> Result<(), HostError> {
        let now = self.clock.now();
        let visit = VisitRow {
            token: digest(token),
            account,
            role,
            signed_in,
            verified: account.map(|_| now),
            expires: now + VISIT,
        };
        Ok(unit.open_visit(&visit, now)?)
    }

    /// The visit with a token, if there is one.
    pub(crate) fn visit(&self, token: &str) -> Result<Option<VisitRow>, HostError> {
        let now: UtcDateTime = self.clock.now();
        self.store.work(|unit| Ok(unit.visit(&digest(token), now)?))
    }
}

/// Whether a visit may give a command: whoever is not signed in types codes, repairs and asks to be
/// let in, and changes nothing else.
pub(crate) const fn may_give(visit: &VisitRow, command: &Command) -> bool {
    visit.signed_in
        || matches!(
            command,
            Command::SubmitCode { .. }
                | Command::ConfirmAddress { .. }
                | Command::RequestCode
                | Command::RepairStep { .. }
                | Command::StartBusinessRegistration
                | Command::RequestSupport {
                    topic: Topic::TroubleWithValidation
                }
        )
}

/// What the crates hear of a visit.
pub(crate) fn session(visit: &VisitRow) -> Session {
    let session = if visit.signed_in {
        Session::at(Place::Support)
    } else {
        Session::signed_out()
    };
    match visit.verified {
        Some(at) => session.with_password_verified_at(at),
        None => session,
    }
}
