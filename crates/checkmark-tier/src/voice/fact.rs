//! What happened, without its data: ids, rules and words.

use checkmark_account::code::{CodeEvent, CodeOutcome};

use super::words::spoken;
use crate::event::Fact;

spoken! {
    /// What happened, without its data: the stable id of a row of a timeline.
    ///
    /// Of a code that was tried it says whether it was accepted, and nothing else (CODE-9).
    /// Open, as [`Fact`] is.
    #[non_exhaustive]
    FactKind, UnknownFactKind, "unknown fact";
    /// The account was opened.
    SignedUp "signed_up" Acc2 "The account was created." "Kontot skapades.",
    /// Nobody proved the address in time.
    SignUpLapsed "sign_up_lapsed" Reg3 "Nobody proved the address in time." "Ingen bekräftade adressen i tid.",
    /// A code was issued.
    CodeIssued "code_issued" Code1 "A code was sent." "En kod skickades.",
    /// A code was tried, and accepted.
    CodeAccepted "code_accepted" Code6 "A code was accepted." "En kod godtogs.",
    /// A code was tried, and not accepted.
    CodeNotAccepted "code_not_accepted" Code9 "A code was not accepted." "En kod godtogs inte.",
    /// Support cleared the failures.
    CodesUnlocked "codes_unlocked" Code4 "Support opened the code entry again." "Supporten öppnade kodinmatningen igen.",
    /// The address is proved.
    AddressProved "address_proved" Code1 "The address was proved." "Adressen bekräftades.",
    /// Business registration started.
    RegistrationStarted "registration_started" Reg1 "Business registration started." "Företagsregistreringen började.",
    /// The route was chosen.
    RouteChosen "route_chosen" Reg2 "The route was chosen." "Vägen valdes.",
    /// Route or details were not given in time.
    RegistrationLapsed "registration_lapsed" Reg3 "Business registration was not finished in time." "Företagsregistreringen slutfördes inte i tid.",
    /// The business details were given.
    DetailsSubmitted "details_submitted" Reg3 "The business details were given." "Företagsuppgifterna lämnades.",
    /// The domain of the address was judged.
    DomainJudged "domain_judged" Dom4 "The domain of the address was judged." "Adressens domän bedömdes.",
    /// Another verdict was asked for.
    VerdictAsked "verdict_asked" Dom4 "The domain is to be judged again." "Domänen ska bedömas på nytt.",
    /// The profiles were counted.
    ProfilesCounted "profiles_counted" Reg4 "The company profiles were counted." "Företagsprofilerna räknades.",
    /// Evidence is awaited.
    EvidenceAwaited "evidence_awaited" Dom3 "Evidence is awaited." "Underlag inväntas.",
    /// A list was offered.
    OrganizationsOffered "organizations_offered" Reg4 "Organizations were offered to choose from." "Organisationer erbjöds att välja bland.",
    /// A company profile is to be set up.
    ProfileWanted "profile_wanted" Reg4 "A company profile is to be set up." "En företagsprofil ska skapas.",
    /// The profile was asked for.
    ProfileSubmitted "profile_submitted" Reg6 "The company profile was asked for." "Företagsprofilen begärdes.",
    /// Not eligible by itself.
    AccessLimited "access_limited" Tier2 "Business access is not complete." "Företagsåtkomsten är inte fullständig.",
    /// Access was granted.
    AccessGranted "access_granted" Reg5 "Access was granted; its confirmation is on its way." "Åtkomsten beviljades; bekräftelsen är på väg.",
    /// The confirmation is mailed again.
    ConfirmationRepeated "confirmation_repeated" Reg5 "The confirmation was sent again." "Bekräftelsen skickades igen.",
    /// The confirmation could not be delivered.
    ConfirmationAbandoned "confirmation_abandoned" Reg5 "The confirmation of one more relation could not be delivered." "Bekräftelsen av ytterligare en relation kunde inte levereras.",
    /// The confirmation was handed over.
    AccessConfirmed "access_confirmed" Reg5 "The confirmation was handed over: full access." "Bekräftelsen lämnades över: full åtkomst.",
    /// The relations still hold.
    AccessRenewed "access_renewed" Dom4 "Access still holds under today's evidence." "Åtkomsten gäller fortfarande enligt dagens underlag.",
    /// The partner programme did not confirm.
    PartnerRefused "partner_refused" Reg2 "The partner programme did not confirm the relation." "Partnerprogrammet bekräftade inte relationen.",
    /// Decided again from the start.
    DecidedAgain "decided_again" Acc6 "Everything is decided again." "Allt avgörs på nytt.",
    /// Support was asked.
    SupportRequested "support_requested" Tkt1 "Support was asked." "Supporten tillfrågades.",
    /// The service request was opened.
    RequestOpened "request_opened" Tkt4 "The request was opened." "Ärendet öppnades.",
    /// It was closed without an outcome.
    RequestClosed "request_closed" Tkt6 "The request was closed without an outcome." "Ärendet stängdes utan beslut.",
    /// The account took it back.
    RequestWithdrawn "request_withdrawn" Tkt6 "The request was withdrawn." "Ärendet drogs tillbaka.",
    /// The mark did not move.
    MarkStuck "mark_stuck" Fix1 "The mark did not move." "Markeringen flyttades inte.",
    /// A step of the repair is done.
    RepairAdvanced "repair_advanced" Fix1 "A step of the repair was done." "Ett steg i reparationen gjordes.",
    /// The mark is as it should be.
    MarkRepaired "mark_repaired" Fix1 "The mark is as it should be." "Markeringen är som den ska.",
    /// Somebody said which mark is seen.
    MarkSeen "mark_seen" Mark1 "Somebody said which mark is seen." "Någon angav vilken markering som syns.",
    /// Signed in.
    SignedIn "signed_in" Mark1 "Signed in." "Inloggning.",
    /// Signed out.
    SignedOut "signed_out" Mark1 "Signed out." "Utloggning.",
    /// Another address was asked for.
    AddressChangeAsked "address_change_asked" Acc6 "Another address was asked for." "En annan adress begärdes.",
    /// Nobody proved it in time.
    AddressChangeLapsed "address_change_lapsed" Acc6 "Nobody proved the new address in time." "Ingen bekräftade den nya adressen i tid.",
    /// The new address is proved.
    AddressChanged "address_changed" Acc6 "The address was changed." "Adressen ändrades.",
    /// The name was changed.
    NameChanged "name_changed" Acc5 "The name was changed." "Namnet ändrades.",
    /// A change of the password was asked for.
    PasswordChangeAsked "password_change_asked" Acc5 "A change of the password was asked for." "Byte av lösenord begärdes.",
    /// A customer number was added.
    CustomerNumberAdded "customer_number_added" Acc4 "A customer number was added." "Ett kundnummer lades till.",
    /// A customer number was removed.
    CustomerNumberRemoved "customer_number_removed" Acc4 "A customer number was removed." "Ett kundnummer togs bort.",
    /// A product was added.
    ProductAdded "product_added" Ast1 "A product was added." "En produkt lades till.",
    /// An administrator invited the address.
    Invited "invited" Org2 "An administrator sent an invitation." "En administratör skickade en inbjudan.",
    /// The invitation counts no more.
    InvitationEnded "invitation_ended" Org2 "The invitation counts no more." "Inbjudan gäller inte längre.",
    /// The person has a role.
    RoleGranted "role_granted" Org3 "A role was granted." "En roll tilldelades.",
    /// The person is a business user again.
    RoleWithdrawn "role_withdrawn" Org3 "The role was withdrawn." "Rollen drogs tillbaka.",
    /// A relation ended.
    RelationEnded "relation_ended" Tier3 "A relation ended." "En relation upphörde.",
    /// Suspended.
    Suspended "suspended" Acc7 "Support suspended the account." "Supporten stängde av kontot.",
    /// Reinstated.
    Reinstated "reinstated" Acc7 "Support reinstated the account." "Supporten öppnade kontot igen.",
    /// Deactivated.
    Deactivated "deactivated" Acc7 "The account was deactivated." "Kontot inaktiverades.",
    /// Taken up again.
    Reactivated "reactivated" Acc7 "The account was taken up again." "Kontot togs i bruk igen.",
    /// Closed.
    Closed "closed" Acc7 "The account was closed." "Kontot avslutades.",
    /// Erased.
    Erased "erased" Acc7 "What is personal was erased." "Personuppgifterna raderades.",
}

impl Fact {
    /// What happened, without its data.
    #[must_use]
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::SignedUp { .. } => FactKind::SignedUp,
            Self::SignUpLapsed => FactKind::SignUpLapsed,
            Self::Code { code, .. } => code_kind(code),
            Self::AddressProved { .. } => FactKind::AddressProved,
            Self::RegistrationStarted { .. } => FactKind::RegistrationStarted,
            Self::RouteChosen { .. } => FactKind::RouteChosen,
            Self::RegistrationLapsed => FactKind::RegistrationLapsed,
            Self::DetailsSubmitted { .. } => FactKind::DetailsSubmitted,
            Self::DomainJudged { .. } => FactKind::DomainJudged,
            Self::VerdictAsked { .. } => FactKind::VerdictAsked,
            Self::ProfilesCounted { .. } => FactKind::ProfilesCounted,
            Self::EvidenceAwaited { .. } => FactKind::EvidenceAwaited,
            Self::OrganizationsOffered { .. } => FactKind::OrganizationsOffered,
            Self::ProfileWanted { .. } => FactKind::ProfileWanted,
            Self::ProfileSubmitted => FactKind::ProfileSubmitted,
            Self::AccessLimited { .. } => FactKind::AccessLimited,
            Self::AccessGranted { .. } => FactKind::AccessGranted,
            Self::ConfirmationRepeated { .. } => FactKind::ConfirmationRepeated,
            Self::ConfirmationAbandoned => FactKind::ConfirmationAbandoned,
            Self::AccessConfirmed => FactKind::AccessConfirmed,
            Self::AccessRenewed => FactKind::AccessRenewed,
            Self::PartnerRefused => FactKind::PartnerRefused,
            Self::DecidedAgain { .. } => FactKind::DecidedAgain,
            Self::SupportRequested { .. } => FactKind::SupportRequested,
            Self::RequestOpened { .. } => FactKind::RequestOpened,
            Self::RequestClosed { .. } => FactKind::RequestClosed,
            Self::RequestWithdrawn { .. } => FactKind::RequestWithdrawn,
            Self::MarkStuck { .. } => FactKind::MarkStuck,
            Self::RepairAdvanced { .. } => FactKind::RepairAdvanced,
            Self::MarkRepaired => FactKind::MarkRepaired,
            Self::MarkSeen { .. } => FactKind::MarkSeen,
            Self::SignedIn { .. } => FactKind::SignedIn,
            Self::SignedOut => FactKind::SignedOut,
            Self::AddressChangeAsked { .. } => FactKind::AddressChangeAsked,
            Self::AddressChangeLapsed { .. } => FactKind::AddressChangeLapsed,
            Self::AddressChanged { .. } => FactKind::AddressChanged,
            Self::NameChanged => FactKind::NameChanged,
            Self::PasswordChangeAsked => FactKind::PasswordChangeAsked,
            Self::CustomerNumberAdded { .. } => FactKind::CustomerNumberAdded,
            Self::CustomerNumberRemoved { .. } => FactKind::CustomerNumberRemoved,
            Self::ProductAdded => FactKind::ProductAdded,
            Self::Invited { .. } => FactKind::Invited,
            Self::InvitationEnded { .. } => FactKind::InvitationEnded,
            Self::RoleGranted { .. } => FactKind::RoleGranted,
            Self::RoleWithdrawn { .. } => FactKind::RoleWithdrawn,
            Self::RelationEnded { .. } => FactKind::RelationEnded,
            Self::Suspended => FactKind::Suspended,
            Self::Reinstated { .. } => FactKind::Reinstated,
            Self::Deactivated => FactKind::Deactivated,
            Self::Reactivated => FactKind::Reactivated,
            Self::Closed => FactKind::Closed,
            Self::Erased => FactKind::Erased,
        }
    }
}

const fn code_kind(code: &CodeEvent) -> FactKind {
    match (code, code.outcome()) {
        (CodeEvent::Issued(_), _) => FactKind::CodeIssued,
        (CodeEvent::Tried(_), Some(CodeOutcome::Right)) => FactKind::CodeAccepted,
        (CodeEvent::Unlocked(_), _) => FactKind::CodesUnlocked,
        _ => FactKind::CodeNotAccepted,
    }
}
