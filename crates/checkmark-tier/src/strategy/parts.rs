//! The parts of accounts, commands, events and effects, each alone.

use alloc::boxed::Box;

use checkmark_account::code::{CodeOutcome, TypedCode};
use checkmark_account::organization::JoinedBy;
use checkmark_account::product::Product;
use checkmark_account::{
    AddressNo, CompanyRole, EmailAddress, InvitationId, OrganizationId, PersonName, Relation,
    RequestId,
};
use checkmark_domain::{__arbitrary as arbitrary, Judgment};
use proptest::arbitrary::any;
use proptest::option;
use proptest::prelude::{Just, prop_oneof};
use proptest::sample::subsequence;
use proptest::strategy::Strategy;

use super::values::instants;
use crate::account::{PendingChange, Registration};
use crate::command::{Administrators, Command, RecordedCommand, Translate};
use crate::decision::Personal;
use crate::effect::{Effect, EffectKey, Task};
use crate::entitlement::{Audience, AudienceMember, Link};
use crate::event::Deadline;
use crate::evidence::{Judged, Mailbox};
use crate::form::{Apart, Given, Recorded};
use crate::relation::{Confirmation, Grant, Membership, PendingInvitation};
use crate::state::{Door, ProfileReasons, Proof, Review, Route, Window};

arbitrary! {
    Apart => Just(Self);
    Judged => (any::<Judgment>(), any::<Mailbox>(), instants())
        .prop_map(|(judgment, mailbox, at)| Self { judgment, mailbox, at });
    Grant => (
        any::<OrganizationId>(),
        any::<Relation>(),
        any::<CompanyRole>(),
        any::<JoinedBy>(),
        option::of(any::<InvitationId>()),
    )
        .prop_map(|(organization, relation, role, by, invitation)| Self {
            organization,
            relation,
            role,
            by,
            invitation,
        });
    Confirmation => (any::<Grant>(), any::<Administrators>(), any::<EffectKey>(), 0_u8..9)
        .prop_map(|(grant, administrators, mail, attempt)| Self {
            grant,
            administrators,
            mail,
            attempt,
        });
    Membership => (any::<Grant>(), any::<Administrators>(), instants())
        .prop_map(|(grant, administrators, since)| Self { grant, administrators, since });
    PendingChange => (any::<AddressNo>(), any::<Deadline>())
        .prop_map(|(address, lapses)| Self { address, lapses });
    PendingInvitation => (
        any::<InvitationId>(),
        any::<OrganizationId>(),
        any::<CompanyRole>(),
        any::<Deadline>(),
    )
        .prop_map(|(invitation, organization, role, lapses)| Self {
            invitation,
            organization,
            role,
            lapses,
        });
    Registration => (
        option::of(any::<Door>()),
        option::of(any::<Route>()),
        any::<Proof>(),
        any::<bool>(),
        any::<ProfileReasons>(),
    )
        .prop_map(|(door, route, proof, finished, reasons)| Self {
            door,
            route,
            proof,
            finished,
            reasons,
        });
    Review => (option::of(any::<RequestId>()), option::of(any::<Window>()), 0_u32..4)
        .prop_map(|(request, window, reopening)| Self { request, window, reopening });
    Audience => subsequence(AudienceMember::ALL, 0..=AudienceMember::ALL.len())
        .prop_map(|members| members.into_iter().collect());
    Link => (any::<OrganizationId>(), any::<Relation>(), any::<CompanyRole>(), any::<[bool; 2]>())
        .prop_map(|(organization, relation, role, [validated_domain, site_access])| {
            let mut link = Self::new(organization, relation, role);
            if validated_domain {
                link = link.with_validated_domain();
            }
            if site_access {
                link = link.with_site_access();
            }
            link
        });
    Task => any::<Effect>().prop_map(|effect| *effect.task());
    Personal => prop_oneof![
        (any::<AddressNo>(), any::<EmailAddress>())
            .prop_map(|(number, address)| Self::Address(number, Box::new(address))),
        any::<PersonName>().prop_map(Self::Name),
        any::<Product>().prop_map(Self::Product),
    ];
    /// As a person gives it: what a record has of it, with something typed and written in place of
    /// what lies apart.
    Command<Given> => (
        any::<RecordedCommand>(),
        any::<TypedCode>(),
        any::<EmailAddress>(),
        any::<PersonName>(),
        any::<Product>(),
    )
        .prop_filter_map("every part can be filled in", |(recorded, code, address, name, product)| {
            recorded.translated(&Filled { code, address, name, product })
        });
}

/// What a person could have typed and written.
struct Filled {
    code: TypedCode,
    address: EmailAddress,
    name: PersonName,
    product: Product,
}

impl Translate<Recorded, Given> for Filled {
    fn code(&self, _: &CodeOutcome) -> Option<TypedCode> {
        Some(self.code.clone())
    }

    fn address(&self, _: &AddressNo) -> Option<EmailAddress> {
        Some(self.address.clone())
    }

    fn name(&self, _: &Apart) -> Option<PersonName> {
        Some(self.name.clone())
    }

    fn product(&self, _: &Apart) -> Option<Product> {
        Some(self.product.clone())
    }
}
