//! Commands with whatever arguments: at the ends of every duration, about other addresses, requests
//! and organizations, in every role, by everybody who may.

use checkmark_account::code::{CodeKey, CodeOutcome, KeyRing, Nonce};
use checkmark_account::organization::Intake;
use checkmark_account::{
    AddressNo, CompanyRole, NewsletterChoice, ProfileType, Relation, Standing,
};
use checkmark_domain::Class;
use checkmark_tier::strategy::{Attempt, History, HistoryStep};
use checkmark_tier::{
    Account, Administrators, Apart, Business, CheckMark, Command, Context, Door, EffectKey,
    Envelope, FoundProfile, Mailbox, NumberReason, Place, Recorded, RepairStep, Route, Session,
    StateKind, TierPolicy, Topic, Window,
};
use proptest::prelude::*;
use time::{SignedDuration, UtcDateTime};

use super::compare::{Pair, along};
use crate::world::{id, judgment};

const NANOSECOND: SignedDuration = SignedDuration::NANOSECOND;

/// Draws from a number, the same for the same number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(0x5851_f42d_4c95_7f2d)
            .wrapping_add(0x1405_7b7e_f767_814f);
        usize::try_from(self.0 >> 40).expect("24 bits") % limit
    }

    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Mostly the first.
    fn mostly<T: Copy>(&mut self, first: T, others: &[T]) -> T {
        if self.below(3) > 0 {
            first
        } else {
            self.one(others)
        }
    }

    /// A name out of three.
    fn name<T: std::str::FromStr<Err: std::fmt::Debug>>(&mut self, names: [&str; 3]) -> T {
        id(self.one(&names))
    }
}

const ORGANIZATIONS: [&str; 3] = ["acme", "other", "partner"];

/// What passes before a command: mostly nothing, else an end of some duration, or until what is due.
fn passes(
    dice: &mut Dice,
    policy: &TierPolicy,
    account: &Account,
    now: UtcDateTime,
) -> SignedDuration {
    if dice.below(3) > 0 {
        return SignedDuration::ZERO;
    }
    let due = account.next_wakeup().map(|wakeup| wakeup.at() - now);
    let code = policy.code();
    let duration = dice.one(&[
        due.unwrap_or_default(),
        due.unwrap_or_default(),
        code.gap(),
        code.validity(),
        code.lock(),
        SignedDuration::HOUR,
        policy.password_fresh(),
        policy.count_age(),
        policy.evidence_age(),
        policy.evidence_wait(),
        policy.proof_fresh(),
        policy.verdict_age(),
    ]);
    let duration = duration + dice.one(&[-NANOSECOND, SignedDuration::ZERO, NANOSECOND]);
    duration.max(SignedDuration::ZERO)
}

fn session(dice: &mut Dice, policy: &TierPolicy, now: UtcDateTime) -> Session {
    let session = dice.one(&[
        Session::signed_out(),
        Session::at(Place::Support),
        Session::at(Place::Shop),
    ]);
    let old = now - policy.password_fresh();
    let ahead = now.saturating_add(policy.skew());
    match dice.below(6) {
        0 => session,
        1 => session.with_password_verified_at(old),
        2 => session.with_password_verified_at(old + NANOSECOND),
        3 => session.with_password_verified_at(ahead),
        4 => session.with_password_verified_at(ahead + NANOSECOND),
        _ => session.with_password_verified_at(now),
    }
}

fn profiles(dice: &mut Dice) -> Vec<FoundProfile> {
    (0..dice.below(4))
        .map(|at| {
            let profile = FoundProfile::new(id(ORGANIZATIONS[at]));
            match dice.below(6) {
                0 => profile.of_type(ProfileType::Restricted),
                1 => profile.with_intake(Intake::Nobody),
                2 => profile.with_intake(Intake::ThirdParty),
                _ => profile,
            }
        })
        .collect()
}

/// When evidence was obtained: now, at the end of its age, or in the future.
fn obtained(
    dice: &mut Dice,
    policy: &TierPolicy,
    age: SignedDuration,
    now: UtcDateTime,
) -> Option<UtcDateTime> {
    let ahead = now.saturating_add(policy.skew());
    dice.mostly(
        None,
        &[
            Some(now - age),
            Some(now - age - NANOSECOND),
            Some(now - SignedDuration::MINUTE),
            Some(ahead),
            Some(ahead + NANOSECOND),
        ],
    )
}

#[expect(clippy::too_many_lines, reason = "one match, a command each")]
fn command(
    dice: &mut Dice,
    policy: &TierPolicy,
    account: &Account,
    now: UtcDateTime,
) -> Command<Recorded> {
    let address = account.address();
    let next = AddressNo::new(address.number() + 1);
    let whose = dice.mostly(None, &[Some(address), Some(next)]);
    let open = account.state().review().and_then(|review| review.request());
    let request = dice.name(["r1", "r2", "r3"]);
    let request = dice.mostly(open.unwrap_or(request), &[request]);
    let standing = account.standing();
    let before = Standing::new(standing.number().saturating_sub(1));
    let standing = dice.mostly(standing, &[before]);
    let given_for = dice.mostly(address, &[next]);
    let organization = dice.name(ORGANIZATIONS);
    let invitation = dice.name(["i1", "i2", "i3"]);
    let relation = dice.one(&Relation::ALL);
    let role = dice.one(CompanyRole::ALL);
    let code = dice.mostly(CodeOutcome::Right, CodeOutcome::ALL);
    let number = dice.name(["4711", "4712", "4713"]);
    let reason = NumberReason::Requested;
    let nobody = EffectKey::new(account.id(), 1, 0);
    let mail = account.confirmation().map_or(nobody, |it| it.mail());
    let effect = dice.mostly(mail, &[nobody]);
    match dice.below(54) {
        0 => Command::SignUp {
            door: dice.one(Door::ALL),
            address: next,
            name: Apart,
            newsletter: NewsletterChoice::NotSubscribed,
        },
        1 => Command::RequestCode,
        2 | 3 => Command::SubmitCode { code },
        4 => Command::StartBusinessRegistration,
        5 => Command::ChooseRoute {
            route: dice.mostly(Route::Company, Route::ALL),
        },
        6 => Command::SubmitDetails {
            business: dice.one(Business::ALL),
        },
        7 | 8 => Command::ChooseOrganization { organization },
        9 => Command::SubmitProfile {
            product: dice.one(&[None, Some(Apart)]),
        },
        10 => Command::AddProduct { product: Apart },
        11 => Command::SignIn {
            place: dice.one(Place::ALL),
        },
        12 => Command::SignOut,
        13 => Command::ReportMark {
            mark: dice.one(CheckMark::ALL),
        },
        14 => Command::RepairStep {
            step: dice.one(RepairStep::ALL),
        },
        15 => Command::MarkNotPropagated,
        16 | 17 => Command::RequestSupport {
            topic: dice.mostly(Topic::AccountAccess, Topic::ALL),
        },
        18 => Command::Withdraw,
        19 => Command::ChangeAddress {
            address: dice.mostly(next, &[address, AddressNo::default()]),
        },
        20 => Command::ConfirmAddress { code },
        21 => Command::ChangeName { name: Apart },
        22 => Command::RequestPasswordChange,
        23 => Command::AddCustomerNumber { number, reason },
        24 => Command::RemoveCustomerNumber { number, reason },
        25 | 26 => Command::AcceptInvitation { invitation },
        27 => Command::LeaveOrganization { organization },
        28 => Command::Deactivate,
        29 => Command::Reactivate,
        30 if dice.below(8) == 0 => Command::Close,
        31 if dice.below(8) == 0 => Command::Erase,
        30..=34 => Command::DomainJudged {
            judgment: judgment(dice.mostly(
                Class::Corporate,
                &[
                    Class::GmailHosted,
                    Class::ConsumerMailbox,
                    Class::Disposable,
                    Class::NoMail,
                    Class::NotACompanyDomain,
                    Class::Undetermined,
                    Class::Undetermined,
                ],
            )),
            mailbox: dice.mostly(Mailbox::Person, Mailbox::ALL),
            judged_at: obtained(dice, policy, policy.evidence_age(), now),
            address: whose,
        },
        35 | 36 => Command::ProfilesFound {
            profiles: profiles(dice),
            counted_at: obtained(dice, policy, policy.count_age(), now),
            address: whose,
        },
        37 => Command::ProfileChanged { organization },
        38 => Command::MailHandedOver { effect },
        39 => Command::MailFailed { effect },
        40 | 41 => Command::RequestOpened {
            request,
            topic: dice.mostly(Topic::AccountAccess, Topic::ALL),
            window: dice.one(&[None, Some(Window::new(now, now))]),
            reopening: u32::try_from(dice.below(3)).expect("it is small"),
        },
        42 => Command::RequestClosed { request },
        43 => Command::ApproveProfile {
            request,
            standing,
            address: given_for,
            organization,
        },
        44 => Command::ValidateAccount {
            request,
            standing,
            address: given_for,
            organization,
            relation,
        },
        45 => dice_of_two(
            dice,
            Command::RefuseProfile { request },
            Command::DeclineAccount { request },
        ),
        46 => dice_of_two(dice, Command::Suspend, Command::UnlockCodes),
        47 => Command::Reinstate,
        48 => dice_of_two(
            dice,
            Command::ConfirmPartner { organization },
            Command::RefusePartner,
        ),
        49 => dice_of_two(
            dice,
            Command::RelationEnded {
                organization,
                relation,
            },
            Command::MemberRemoved { organization },
        ),
        50 => Command::Invited {
            invitation,
            organization,
            role,
            lapses_at: now
                + dice.one(&[SignedDuration::ZERO, NANOSECOND, SignedDuration::days(15)]),
            address: whose,
        },
        51 => dice_of_two(
            dice,
            Command::InvitationRevoked { invitation },
            Command::DomainDropped { organization },
        ),
        52 => dice_of_two(
            dice,
            Command::RoleGranted {
                organization,
                role: dice_role(role),
                administrators: Administrators::Last,
            },
            Command::RoleWithdrawn { organization },
        ),
        _ => Command::TimePassed {
            generation: account.next_wakeup().map(|wakeup| {
                wakeup.generation() + u32::try_from(dice.below(2)).expect("it is small")
            }),
        },
    }
}

fn dice_of_two(
    dice: &mut Dice,
    one: Command<Recorded>,
    other: Command<Recorded>,
) -> Command<Recorded> {
    if dice.below(2) == 0 { one } else { other }
}

/// Half of the roles are the administrator's.
fn dice_role(role: CompanyRole) -> CompanyRole {
    match role {
        CompanyRole::ThirdPartyContact => CompanyRole::Administrator,
        role => role,
    }
}

proptest! {
    #[test]
    fn a_naive_model_gives_the_same_answers_to_whatever_is_asked(
        state in proptest::sample::select(StateKind::ALL),
        before in proptest::collection::vec(proptest::sample::select(HistoryStep::weighted()), 0..20),
        numbers in proptest::collection::vec(any::<u64>(), 1..40),
    ) {
        let policy = TierPolicy::default();
        let mut history = History::new(&policy);
        let start = Pair::new(history.account().clone());
        let steps = HistoryStep::way_to(state).iter().copied().chain(before);
        let mut pair = along(&mut history, start, steps.map(Attempt::plain));
        let keys = KeyRing::new(CodeKey::new(id("k1"), &[7; 32]).expect("a good key"));
        let context = Context::new(&policy).with_codes(&keys, Nonce::new([7; Nonce::LEN]));
        let mut now = history.now();
        for (number, name) in numbers.into_iter().zip(1_000..) {
            let mut dice = Dice(number);
            now = now.saturating_add(passes(&mut dice, &policy, pair.account(), now));
            let command = command(&mut dice, &policy, pair.account(), now);
            let actors: Vec<_> = command.kind().actors().iter().collect();
            let actor = dice.one(&actors);
            let back = now - policy.skew();
            let at = dice.mostly(now, &[back, back - NANOSECOND]);
            let mut envelope = Envelope::new(pair.account().id(), actor, at, command)
                .in_session(session(&mut dice, &policy, now));
            if dice.below(4) > 0 {
                envelope = envelope.with_id(id(&format!("c{name}")));
            }
            let decided = pair.account().decide_recorded(&envelope, &context);
            if let Some(after) = pair.give(&envelope, &context, &decided) {
                pair = after;
            }
        }
    }
}
