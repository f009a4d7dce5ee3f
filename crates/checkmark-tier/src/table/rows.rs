//! The rows of the table, a command each.

use super::Row;
use crate::command::CommandKind as C;
use crate::refusal::RefusalCode as R;
use crate::state::StateKind::{self as S, *};

/// The address is proved, and the account is neither at rest nor gone.
const LIVE: &[S] = &[
    Basic,
    RouteDue,
    ReferredPartnerEmployee,
    ReferredProspectivePartner,
    DetailsDue,
    EvidenceDue,
    OrganizationDue,
    ProfileDue,
    ProfileInReview,
    Limited,
    StuckInBasic,
    SupportReview,
    Confirming,
    Enterprise,
];

/// Before the business details are given.
const UNFINISHED: &[S] = &[Basic, RouteDue, DetailsDue];

const REFERRED: &[S] = &[ReferredPartnerEmployee, ReferredProspectivePartner];

/// Where the account goes when everything is decided again.
const AGAIN: &[S] = &[
    Basic,
    ReferredPartnerEmployee,
    ReferredProspectivePartner,
    EvidenceDue,
];

/// The states in which next to nothing is done.
const fn at_rest(row: Row) -> Row {
    gone(row)
        .refused(&[Suspended], R::Suspended)
        .refused(&[Deactivated], R::Deactivated)
}

const fn gone(row: Row) -> Row {
    row.refused(&[Closed], R::Closed)
        .refused(&[Erased], R::Erased)
}

/// What nearly every command is refused for: nobody has signed up, no address is proved, the account
/// is at rest or gone.
const fn gates() -> Row {
    at_rest(Row::EMPTY)
        .refused(&[Unregistered], R::NotSignedUp)
        .refused(&[AwaitingCode], R::AddressNotProved)
}

pub(super) const fn row(command: C) -> Row {
    match command {
        C::SignUp => gone(Row::EMPTY)
            .acts(Unregistered, &[AwaitingCode])
            .refused(&[AwaitingCode, Suspended, Deactivated], R::AlreadySignedUp)
            .refused(LIVE, R::AlreadySignedUp),
        C::RequestCode => at_rest(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .stays(&[AwaitingCode])
            .stays(LIVE),
        C::SubmitCode => at_rest(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .acts(AwaitingCode, &[AwaitingCode, Basic, RouteDue])
            .stays(LIVE),
        C::StartBusinessRegistration => gates()
            .leads(&[Basic, RouteDue, DetailsDue, Limited], &[RouteDue])
            .refused(REFERRED, R::Referred)
            .refused(
                &[EvidenceDue, OrganizationDue, ProfileDue],
                R::DetailsSubmitted,
            )
            .refused(&[ProfileInReview, SupportReview], R::UnderReview)
            .refused(&[StuckInBasic], R::RepairFirst)
            .refused(&[Confirming], R::ConfirmationDue)
            .refused(&[Enterprise], R::AccessComplete),
        C::ChooseRoute => gates()
            .refused(&[Basic], R::RegistrationNotStarted)
            .acts(
                RouteDue,
                &[
                    DetailsDue,
                    ReferredPartnerEmployee,
                    ReferredProspectivePartner,
                ],
            )
            .refused(REFERRED, R::RouteChosen)
            .refused(&[DetailsDue], R::RouteChosen)
            .refused(
                &[
                    EvidenceDue,
                    OrganizationDue,
                    ProfileDue,
                    ProfileInReview,
                    Limited,
                ],
                R::RouteChosen,
            )
            .refused(&[StuckInBasic], R::RepairFirst)
            .refused(&[SupportReview], R::UnderReview)
            .refused(&[Confirming], R::ConfirmationDue)
            .refused(&[Enterprise], R::AccessComplete),
        C::SubmitDetails => gates()
            .refused(&[Basic], R::RegistrationNotStarted)
            .refused(&[RouteDue], R::RouteNotChosen)
            .refused(REFERRED, R::Referred)
            .acts(DetailsDue, &[EvidenceDue, Limited])
            .refused(
                &[
                    EvidenceDue,
                    OrganizationDue,
                    ProfileDue,
                    ProfileInReview,
                    Limited,
                ],
                R::DetailsSubmitted,
            )
            .refused(&[StuckInBasic], R::RepairFirst)
            .refused(&[SupportReview], R::UnderReview)
            .refused(&[Confirming], R::ConfirmationDue)
            .refused(&[Enterprise], R::AccessComplete),
        C::ChooseOrganization => gates()
            .refused(UNFINISHED, R::NothingToChoose)
            .refused(REFERRED, R::NothingToChoose)
            .refused(&[EvidenceDue], R::EvidenceOutstanding)
            .acts(OrganizationDue, &[Confirming, EvidenceDue])
            .refused(
                &[
                    ProfileDue,
                    ProfileInReview,
                    Limited,
                    SupportReview,
                    Confirming,
                    Enterprise,
                ],
                R::NothingToChoose,
            )
            .refused(&[StuckInBasic], R::RepairFirst),
        C::SubmitProfile => gates()
            .refused(UNFINISHED, R::NoProfileWanted)
            .refused(REFERRED, R::NoProfileWanted)
            .refused(&[EvidenceDue], R::EvidenceOutstanding)
            .refused(&[OrganizationDue], R::OrganizationNotChosen)
            .acts(ProfileDue, &[ProfileInReview])
            .refused(&[ProfileInReview, SupportReview], R::UnderReview)
            .refused(&[Limited, Confirming, Enterprise], R::NoProfileWanted)
            .refused(&[StuckInBasic], R::RepairFirst),
        C::AddProduct
        | C::SignIn
        | C::SignOut
        | C::ChangeAddress
        | C::ChangeName
        | C::RequestPasswordChange
        | C::AddCustomerNumber
        | C::RemoveCustomerNumber
        | C::Invited
        | C::InvitationRevoked => gates().stays(LIVE),
        C::ReportMark => gates()
            .stays(&[
                Basic,
                RouteDue,
                ReferredPartnerEmployee,
                ReferredProspectivePartner,
                DetailsDue,
                EvidenceDue,
                OrganizationDue,
                ProfileDue,
                ProfileInReview,
                SupportReview,
                Confirming,
                Enterprise,
            ])
            .acts(Limited, &[Limited, StuckInBasic])
            .acts(StuckInBasic, &[StuckInBasic, Limited]),
        C::RepairStep => gates()
            .refused(UNFINISHED, R::NotStuck)
            .refused(REFERRED, R::NotStuck)
            .refused(
                &[
                    EvidenceDue,
                    OrganizationDue,
                    ProfileDue,
                    ProfileInReview,
                    Limited,
                    SupportReview,
                    Confirming,
                    Enterprise,
                ],
                R::NotStuck,
            )
            .acts(StuckInBasic, &[StuckInBasic, Limited]),
        C::MarkNotPropagated => gates()
            .refused(UNFINISHED, R::RegistrationNotFinished)
            .refused(REFERRED, R::RegistrationNotFinished)
            .refused(
                &[EvidenceDue, OrganizationDue, ProfileDue],
                R::RegistrationNotFinished,
            )
            .refused(&[ProfileInReview, SupportReview], R::UnderReview)
            .acts(Limited, &[StuckInBasic])
            .refused(&[StuckInBasic], R::RepairFirst)
            .refused(&[Confirming], R::ConfirmationDue)
            .refused(&[Enterprise], R::AccessComplete),
        C::RequestSupport => at_rest(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .stays(&[AwaitingCode])
            .stays(&[
                Basic,
                RouteDue,
                ReferredPartnerEmployee,
                ReferredProspectivePartner,
                DetailsDue,
                EvidenceDue,
                OrganizationDue,
                ProfileDue,
                ProfileInReview,
                StuckInBasic,
                SupportReview,
                Confirming,
                Enterprise,
            ])
            .acts(Limited, &[Limited, SupportReview]),
        C::Withdraw => gates()
            .refused(UNFINISHED, R::NothingToWithdraw)
            .refused(REFERRED, R::NothingToWithdraw)
            .refused(
                &[
                    EvidenceDue,
                    OrganizationDue,
                    ProfileDue,
                    Limited,
                    StuckInBasic,
                    Confirming,
                    Enterprise,
                ],
                R::NothingToWithdraw,
            )
            .acts(ProfileInReview, &[ProfileDue])
            .acts(SupportReview, &[Limited, EvidenceDue]),
        C::ConfirmAddress => gates()
            .stays(UNFINISHED)
            .stays(REFERRED)
            .stays_or_leads(
                &[OrganizationDue, ProfileDue, ProfileInReview],
                &[EvidenceDue],
            )
            .stays_or_leads(
                &[
                    EvidenceDue,
                    Limited,
                    StuckInBasic,
                    SupportReview,
                    Confirming,
                    Enterprise,
                ],
                AGAIN,
            ),
        C::AcceptInvitation => gates()
            .leads(
                &[
                    Basic,
                    RouteDue,
                    ReferredPartnerEmployee,
                    ReferredProspectivePartner,
                    DetailsDue,
                    EvidenceDue,
                    OrganizationDue,
                    ProfileDue,
                    ProfileInReview,
                    Limited,
                    SupportReview,
                ],
                &[Confirming],
            )
            .refused(&[StuckInBasic], R::RepairFirst)
            .refused(&[Confirming], R::ConfirmationDue)
            .stays(&[Enterprise]),
        C::LeaveOrganization => gates()
            .refused(UNFINISHED, R::NotMember)
            .refused(REFERRED, R::NotMember)
            .refused(
                &[
                    OrganizationDue,
                    ProfileDue,
                    ProfileInReview,
                    Limited,
                    StuckInBasic,
                    SupportReview,
                    Confirming,
                ],
                R::NotMember,
            )
            .stays(&[EvidenceDue])
            .acts(Enterprise, &[Enterprise, Limited]),
        C::Deactivate => gone(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .refused(&[AwaitingCode], R::AddressNotProved)
            .refused(&[Suspended], R::Suspended)
            .refused(&[Deactivated], R::Deactivated)
            .leads(LIVE, &[Deactivated]),
        C::Reactivate => gone(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .refused(&[AwaitingCode], R::NotDeactivated)
            .refused(&[Suspended], R::Suspended)
            .refused(LIVE, R::NotDeactivated)
            .leads(&[Deactivated], AGAIN),
        C::Suspend => gone(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .refused(&[Suspended], R::Suspended)
            .leads(&[AwaitingCode, Deactivated], &[Suspended])
            .leads(LIVE, &[Suspended]),
        C::Reinstate => gone(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .refused(&[AwaitingCode, Deactivated], R::NotSuspended)
            .refused(LIVE, R::NotSuspended)
            .acts(
                Suspended,
                &[
                    AwaitingCode,
                    Basic,
                    ReferredPartnerEmployee,
                    ReferredProspectivePartner,
                    EvidenceDue,
                ],
            ),
        C::Close => gone(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .leads(&[AwaitingCode, Suspended, Deactivated], &[Closed])
            .leads(LIVE, &[Closed]),
        C::Erase => Row::EMPTY
            .leads(
                &[
                    Unregistered,
                    AwaitingCode,
                    Suspended,
                    Deactivated,
                    Closed,
                    Erased,
                ],
                &[Erased],
            )
            .leads(LIVE, &[Erased]),
        C::DomainJudged => at_rest(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .stays(&[
                AwaitingCode,
                Basic,
                RouteDue,
                ReferredPartnerEmployee,
                ReferredProspectivePartner,
                DetailsDue,
                StuckInBasic,
            ])
            .acts(EvidenceDue, &[EvidenceDue, Limited, Enterprise])
            .stays_or_leads(
                &[
                    OrganizationDue,
                    ProfileDue,
                    ProfileInReview,
                    SupportReview,
                    Confirming,
                ],
                &[Limited],
            )
            .acts(Limited, &[Limited, EvidenceDue])
            .acts(Enterprise, &[Enterprise, Limited]),
        C::ProfilesFound => gates()
            .refused(UNFINISHED, R::EvidenceNotAsked)
            .refused(REFERRED, R::EvidenceNotAsked)
            .leads(
                &[EvidenceDue, OrganizationDue, ProfileDue],
                &[
                    EvidenceDue,
                    OrganizationDue,
                    ProfileDue,
                    Limited,
                    Confirming,
                ],
            )
            .refused(
                &[
                    ProfileInReview,
                    Limited,
                    StuckInBasic,
                    SupportReview,
                    Confirming,
                    Enterprise,
                ],
                R::EvidenceNotAsked,
            ),
        C::ProfileChanged => gates()
            .refused(UNFINISHED, R::EvidenceNotAsked)
            .refused(REFERRED, R::EvidenceNotAsked)
            .leads(&[EvidenceDue, OrganizationDue, ProfileDue], &[EvidenceDue])
            .acts(Limited, &[EvidenceDue, Limited])
            .refused(
                &[
                    ProfileInReview,
                    StuckInBasic,
                    SupportReview,
                    Confirming,
                    Enterprise,
                ],
                R::EvidenceNotAsked,
            ),
        C::MailHandedOver => mail(&[Enterprise]),
        C::MailFailed => mail(&[Confirming, Limited]),
        C::RequestOpened => at_rest(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .stays(&[
                AwaitingCode,
                Basic,
                RouteDue,
                ReferredPartnerEmployee,
                ReferredProspectivePartner,
                DetailsDue,
                EvidenceDue,
                OrganizationDue,
                ProfileDue,
                ProfileInReview,
                StuckInBasic,
                SupportReview,
                Confirming,
                Enterprise,
            ])
            .acts(Limited, &[Limited, SupportReview]),
        C::RequestClosed => at_rest(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .stays(&[
                AwaitingCode,
                Basic,
                RouteDue,
                ReferredPartnerEmployee,
                ReferredProspectivePartner,
                DetailsDue,
                EvidenceDue,
                OrganizationDue,
                ProfileDue,
                Limited,
                StuckInBasic,
                Confirming,
                Enterprise,
            ])
            .acts(ProfileInReview, &[ProfileInReview, ProfileDue])
            .acts(SupportReview, &[SupportReview, Limited, EvidenceDue]),
        C::ApproveProfile => reviewed(ProfileInReview, SupportReview, &[Confirming]),
        C::RefuseProfile => reviewed(ProfileInReview, SupportReview, &[Limited]),
        C::ValidateAccount => reviewed(SupportReview, ProfileInReview, &[Confirming]),
        C::DeclineAccount => reviewed(SupportReview, ProfileInReview, &[Limited]),
        C::UnlockCodes => gone(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .stays(&[AwaitingCode, Suspended, Deactivated])
            .stays(LIVE),
        C::ConfirmPartner => {
            partner(&[Confirming, Limited], &[Confirming, Limited]).stays(&[Enterprise])
        }
        C::RefusePartner => partner(&[Limited], &[Basic]).refused(&[Enterprise], R::NotReferred),
        C::RelationEnded | C::MemberRemoved => ended().refused(&[OrganizationDue], R::NotMember),
        C::DomainDropped => ended().acts(OrganizationDue, &[EvidenceDue]),
        C::RoleGranted | C::RoleWithdrawn => gone(Row::EMPTY)
            .refused(&[Unregistered], R::NotSignedUp)
            .refused(&[AwaitingCode], R::NotMember)
            .refused(UNFINISHED, R::NotMember)
            .refused(REFERRED, R::NotMember)
            .refused(
                &[
                    OrganizationDue,
                    ProfileDue,
                    ProfileInReview,
                    Limited,
                    StuckInBasic,
                    SupportReview,
                ],
                R::NotMember,
            )
            .stays(&[EvidenceDue, Suspended, Deactivated, Confirming, Enterprise]),
        C::TimePassed => Row::EMPTY
            .stays(&[
                Unregistered,
                AwaitingCode,
                Suspended,
                Deactivated,
                Closed,
                Erased,
            ])
            .stays(LIVE),
    }
}

/// What the end of a relation does, but for a list to choose from.
const fn ended() -> Row {
    gone(Row::EMPTY)
        .refused(&[Unregistered], R::NotSignedUp)
        .refused(&[AwaitingCode], R::NotMember)
        .refused(UNFINISHED, R::NotMember)
        .refused(REFERRED, R::NotMember)
        .refused(
            &[
                ProfileDue,
                ProfileInReview,
                Limited,
                StuckInBasic,
                SupportReview,
            ],
            R::NotMember,
        )
        .stays(&[EvidenceDue, Suspended, Deactivated])
        .acts(Confirming, &[Limited])
        .acts(Enterprise, &[Enterprise, Limited])
}

/// What a report about the confirming mail does.
const fn mail(targets: &[S]) -> Row {
    gates()
        .refused(UNFINISHED, R::NothingToConfirm)
        .refused(REFERRED, R::NothingToConfirm)
        .refused(
            &[
                EvidenceDue,
                OrganizationDue,
                ProfileDue,
                ProfileInReview,
                Limited,
                StuckInBasic,
                SupportReview,
            ],
            R::NothingToConfirm,
        )
        .leads(&[Confirming], targets)
        .stays(&[Enterprise])
}

/// What support's word on a request does: in the state that waits for it alone.
const fn reviewed(state: S, other: S, targets: &[S]) -> Row {
    gates()
        .refused(UNFINISHED, R::NoOpenRequest)
        .refused(REFERRED, R::NoOpenRequest)
        .refused(
            &[
                EvidenceDue,
                OrganizationDue,
                ProfileDue,
                Limited,
                StuckInBasic,
                Confirming,
                Enterprise,
            ],
            R::NoOpenRequest,
        )
        .refused(&[other], R::OtherRequest)
        .leads(&[state], targets)
}

/// What the partner programme's word does, but for Enterprise.
const fn partner(employee: &[S], prospective: &[S]) -> Row {
    gates()
        .refused(UNFINISHED, R::NotReferred)
        .refused(
            &[
                EvidenceDue,
                OrganizationDue,
                ProfileDue,
                ProfileInReview,
                Limited,
                StuckInBasic,
                SupportReview,
                Confirming,
            ],
            R::NotReferred,
        )
        .leads(&[ReferredPartnerEmployee], employee)
        .leads(&[ReferredProspectivePartner], prospective)
}
