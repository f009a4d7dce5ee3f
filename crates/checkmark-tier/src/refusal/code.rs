//! The codes of refusals: rule, remedy, the condition that was not met, and prose.

use checkmark_account::Rule;

use crate::words::{set, words};

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident $code:literal $rule:ident $remedy:ident $condition:literal $prose:literal,)*) => {
        words! {
            /// Why something is refused: the stable code.
            ///
            /// Open: later versions may refuse for more reasons.
            #[non_exhaustive]
            RefusalCode, UnknownRefusalCode, "unknown refusal";
            $($(#[$doc])* $variant $code,)*
        }

        impl RefusalCode {
            /// The rule that asks for it.
            #[must_use]
            pub const fn rule(self) -> Rule {
                match self { $(Self::$variant => Rule::$rule,)* }
            }

            /// What would help.
            #[must_use]
            pub const fn remedy(self) -> Remedy {
                match self { $(Self::$variant => Remedy::$remedy,)* }
            }

            /// The condition that is not met, by its stable code.
            ///
            /// ```
            /// use checkmark_tier::{RefusalCode, Remedy};
            ///
            /// let code = RefusalCode::LastAdministrator;
            /// assert_eq!(code.condition(), "another_administrator");
            /// assert_eq!(code.remedy(), Remedy::NameSuccessor);
            /// ```
            #[must_use]
            pub const fn condition(self) -> &'static str {
                match self { $(Self::$variant => $condition,)* }
            }

            pub(crate) const fn prose(self) -> &'static str {
                match self { $(Self::$variant => $prose,)* }
            }
        }
    };
}

refusals! {
    /// The envelope is for another account.
    WrongAccount "wrong_account" Law5 ReadAgain "own_account" "command for another account",
    /// The actor may not give this command.
    NotYours "not_yours" Law7 AskWhoMay "permitted_actor" "not a command of this actor",
    /// Time ran back further than the policy allows.
    TimeRanBack "time_ran_back" Law4 RepairClock "time_runs_forward" "time ran back",
    /// The command was based on another version.
    StaleVersion "stale_version" Law5 ReadAgain "current_version" "not the version it was based on",
    /// The same id was taken before.
    Repeated "command_repeated" Law5 Nothing "new_command" "command was taken before",

    /// Nobody has signed up.
    NotSignedUp "not_signed_up" Acc2 SignUp "signed_up" "nobody has signed up yet",
    /// The account exists already.
    AlreadySignedUp "already_signed_up" Acc1 SignIn "not_signed_up" "the account exists already",
    /// The address is not proved.
    AddressNotProved "address_not_proved" Code1 EnterCode "address_proved" "the address is not proved",
    /// The account is suspended.
    Suspended "suspended" Acc7 AskSupport "not_suspended" "the account is suspended",
    /// The account is not suspended.
    NotSuspended "not_suspended" Acc7 Nothing "suspended" "the account is not suspended",
    /// The account is deactivated.
    Deactivated "deactivated" Acc7 Reactivate "active" "the account is deactivated",
    /// The account is not deactivated.
    NotDeactivated "not_deactivated" Acc7 Nothing "deactivated" "the account is not deactivated",
    /// The account is closed.
    Closed "closed" Acc7 SignUpAfresh "not_closed" "the account is closed",
    /// The account is erased.
    Erased "erased" Acc7 SignUpAfresh "not_erased" "the account is erased",

    /// One must be signed in.
    SignInNeeded "sign_in_needed" Tkt2 SignIn "signed_in" "not signed in",
    /// One must be signed out first.
    SignOutFirst "sign_out_first" Reg1 SignOut "signed_out" "signed in with a green mark",
    /// The host has not verified the password lately.
    PasswordNeeded "password_needed" Reg1 GivePassword "password_verified" "password not verified lately",
    /// A fresh proof is needed: the password, or a new code.
    FreshProofNeeded "fresh_proof_needed" Acc5 GivePasswordOrCode "fresh_proof" "no fresh proof",
    /// The last proof of the address is too old; the code that was mailed is due.
    ProofTooOld "proof_too_old" Reg1 EnterCode "address_proved_lately" "the address was proved too long ago",

    /// The code channel is locked; the account is not.
    CodeChannelLocked "code_channel_locked" Code4 AskSupportWithoutSignIn "channel_open" "channel locked after too many failures in a row",
    /// The last code is too recent.
    CodeTooSoon "code_too_soon" Code5 Wait "gap_passed" "last code issued too short a time ago",
    /// An hour's codes are used up.
    CodePerHour "code_per_hour" Code5 Wait "codes_left_this_hour" "codes of the hour used up",
    /// A day's codes are used up.
    CodePerDay "code_per_day" Code5 Wait "codes_left_today" "codes of the day used up",
    /// Too many codes went to spellings of the mailbox.
    CodeThrottled "code_throttled" Code5 Wait "mailbox_not_throttled" "too many codes to the same mailbox",
    /// Another number of digits is due; it cost no try.
    CodeDigits "code_digits" Code9 EnterCode "digits_of_the_code" "another number of digits is due",
    /// The code was not accepted; whatever the reason, it is this.
    CodeNotAccepted "code_not_accepted" Code9 EnterCodeOrAskAnother "code_accepted" "the code was not accepted",
    /// There is nothing to unlock.
    NothingToUnlock "nothing_to_unlock" Code4 Nothing "failures_or_lock" "neither a lock nor a failure to clear",
    /// The host gave no keys or no randomness.
    KeysMissing "keys_missing" Code2 BringKeys "keys_at_hand" "no keys or no randomness at hand",
    /// The host did not bring the address.
    AddressMissing "address_missing" Acc7 BringAddress "address_at_hand" "the address is not at hand",

    /// Registration was not started.
    RegistrationNotStarted "registration_not_started" Reg1 StartRegistration "registration_started" "business registration was not started",
    /// The route is not chosen.
    RouteNotChosen "route_not_chosen" Reg2 ChooseRoute "route_chosen" "the route is not chosen",
    /// The route was chosen.
    RouteChosen "route_chosen" Reg2 GoOn "route_open" "the route was chosen already",
    /// The details are outstanding.
    DetailsNotSubmitted "details_not_submitted" Reg3 SubmitDetails "details_submitted" "the business details are outstanding",
    /// The details were given.
    DetailsSubmitted "details_submitted" Reg3 GoOn "details_open" "the business details were given already",
    /// Registration is not finished.
    RegistrationNotFinished "registration_not_finished" Tkt2 FinishRegistration "registration_finished" "business registration is not finished",
    /// The partner programme has it.
    Referred "referred" Reg2 WaitForPartnerProgramme "not_referred" "the partner programme was asked",
    /// The partner programme was not asked.
    NotReferred "not_referred" Reg2 ChooseRoute "referred" "the partner programme was not asked",
    /// Evidence is outstanding.
    EvidenceOutstanding "evidence_outstanding" Dom3 BringEvidence "evidence_at_hand" "evidence is outstanding",
    /// Nobody asked for this evidence.
    EvidenceNotAsked "evidence_not_asked" Reg7 Nothing "evidence_asked" "nobody asked for this evidence",
    /// The evidence is too old, or from the future.
    EvidenceStale "evidence_stale" Dom4 BringEvidence "fresh_evidence" "the evidence is too old or from the future",
    /// The evidence is about another address.
    EvidenceOfOtherAddress "evidence_of_other_address" Acc6 BringEvidence "evidence_of_current_address" "the evidence is about another address",
    /// More profiles than a list takes.
    TooManyProfiles "too_many_profiles" Reg4 AskSupport "at_most_256_profiles" "more profiles than a list takes",
    /// There is nothing to choose.
    NothingToChoose "nothing_to_choose" Reg4 GoOn "list_offered" "there is no list to choose from",
    /// The organization is to be chosen.
    OrganizationNotChosen "organization_not_chosen" Reg4 ChooseOrganization "organization_chosen" "the organization is to be chosen first",
    /// It was not offered.
    NotOffered "not_offered" Reg7 ChooseOrganization "offered" "not among the organizations offered",
    /// No profile is wanted.
    NoProfileWanted "no_profile_wanted" Reg6 GoOn "profile_wanted" "no company profile is wanted",
    /// The profile is to be set up first.
    ProfileNotSubmitted "profile_not_submitted" Reg6 SubmitProfile "profile_submitted" "the company profile is to be set up first",
    /// Nothing awaits a confirmation.
    NothingToConfirm "nothing_to_confirm" Reg5 Nothing "confirmation_due" "no confirmation is due",
    /// It is another mail than the one that is due.
    OtherMail "other_mail" Reg5 Nothing "current_mail" "not the mail that is due",
    /// The confirmation is on its way.
    ConfirmationDue "confirmation_due" Reg5 WaitForConfirmation "confirmed" "the confirmation is on its way",

    /// Nothing is left to do.
    AccessComplete "access_complete" Tier3 Nothing "access_incomplete" "access is complete",
    /// There is no relation yet.
    NotEnterprise "not_enterprise" Tier3 GoOn "enterprise" "not connected to an organization",
    /// The address can have no business access.
    BusinessAddressNeeded "business_address_needed" Dom3 UseBusinessAddress "business_address" "the address can have no business access",
    /// The mailbox is that of a function.
    PersonalAddressNeeded "personal_address_needed" Reg8 UsePersonalAddress "mailbox_of_a_person" "the mailbox is that of a function",
    /// The address at hand has not been judged lately.
    VerdictNeeded "verdict_needed" Dom3 BringEvidence "domain_judged" "the domain has not been judged lately",
    /// Support has it already.
    UnderReview "under_review" Tkt6 WaitForSupport "no_open_request" "support has it already",
    /// There is nothing to withdraw.
    NothingToWithdraw "nothing_to_withdraw" Tkt6 Nothing "open_request" "there is no request to withdraw",
    /// No request is open.
    NoOpenRequest "no_open_request" Tkt8 RequestSupport "open_request" "no request is open",
    /// Another request is open.
    OtherRequest "other_request" Tkt8 ReadAgain "that_request" "another request is open",
    /// The approval was given for an older standing.
    StaleStanding "stale_standing" Tkt8 ReadAgain "current_standing" "given for an older standing",
    /// The approval was given for another address.
    OtherAddress "other_address" Tkt8 ReadAgain "current_address" "given for another address",
    /// The topic is opened another way.
    OtherTopic "other_topic" Tkt2 GoOn "topic_offered" "the topic is not offered here",

    /// The mark is not stuck.
    NotStuck "not_stuck" Fix2 Nothing "mark_stuck" "the mark is not stuck",
    /// Another step of the repair is due.
    OtherStepDue "other_step_due" Fix2 DoDueStep "step_in_order" "another step of the repair is due",
    /// The mark is to be repaired first.
    RepairFirst "repair_first" Fix1 DoDueStep "mark_repaired" "the mark is to be repaired first",

    /// No change of address is pending.
    NoPendingChange "no_pending_change" Acc6 ChangeAddress "pending_change" "no change of address is pending",
    /// It is the address that the account has.
    SameAddress "same_address" Acc6 Nothing "another_address" "the address is the current one",
    /// The last request is too recent.
    PasswordChangeTooSoon "password_change_too_soon" Acc5 Wait "gap_passed" "a change was asked for too short a time ago",
    /// The account has that number.
    NumberHeld "number_held" Acc4 Nothing "number_not_held" "the account has that customer number",
    /// Another account has that number.
    NumberTaken "number_taken" Acc1 AskSupport "number_free" "another account has that customer number",
    /// The account has as many numbers as it may.
    TooManyNumbers "too_many_numbers" Acc4 AskSupport "at_most_256_numbers" "the account has as many customer numbers as it may",
    /// The account has no such number.
    NumberNotHeld "number_not_held" Acc4 Nothing "number_held" "the account has no such customer number",

    /// No such invitation is pending.
    NoInvitation "no_invitation" Org2 AskInvitation "invitation_pending" "no such invitation is pending",
    /// The invitation is known.
    InvitationKnown "invitation_known" Org2 Nothing "new_invitation" "the invitation is known already",
    /// The invitation has lapsed.
    InvitationLapsed "invitation_lapsed" Org2 AskInvitation "invitation_valid" "the invitation has lapsed",
    /// The invitation went to another address.
    InvitedElsewhere "invited_elsewhere" Org2 AskInvitation "invited_at_this_address" "the invitation went to another address",
    /// The account has no such relation.
    NotMember "not_member" Org4 AskInvitation "member" "no such relation to the organization",
    /// The account has that relation.
    AlreadyMember "already_member" Tier3 Nothing "not_member" "the relation exists already",
    /// The last administrator needs a successor.
    LastAdministrator "last_administrator" Org3 NameSuccessor "another_administrator" "the last administrator needs a successor",
}

set! {
    /// Refusals that hold together.
    ///
    /// ```
    /// use checkmark_tier::{RefusalCode, RefusalCodes};
    ///
    /// let codes = RefusalCodes::NONE.with(RefusalCode::StaleVersion).with(RefusalCode::NotYours);
    /// assert_eq!(codes.first(), Some(RefusalCode::NotYours));
    /// assert!(codes.without(RefusalCode::NotYours).iter().eq([RefusalCode::StaleVersion]));
    /// ```
    RefusalCodes(u128) of RefusalCode
}

words! {
    /// What would help against a refusal.
    ///
    /// Open: more may come to help.
    ///
    /// ```
    /// use checkmark_tier::{RefusalCode, Remedy};
    ///
    /// assert_eq!(RefusalCode::TimeRanBack.remedy(), Remedy::RepairClock);
    /// ```
    #[non_exhaustive]
    Remedy, UnknownRemedy, "unknown remedy";
    /// Nothing: it is as asked already, or it is not to be.
    Nothing "nothing",
    /// Read the account again and decide afresh.
    ReadAgain "read_again",
    /// Leave it to somebody who may.
    AskWhoMay "ask_who_may",
    /// Set the host's clock right.
    RepairClock "repair_clock",
    /// Sign up.
    SignUp "sign_up",
    /// Sign up afresh.
    SignUpAfresh "sign_up_afresh",
    /// Sign in at the support site.
    SignIn "sign_in",
    /// Sign out.
    SignOut "sign_out",
    /// Enter the code that was mailed.
    EnterCode "enter_code",
    /// Enter the code that was mailed last, or ask for another.
    EnterCodeOrAskAnother "enter_code_or_ask_another",
    /// Give the password.
    GivePassword "give_password",
    /// Give the password, or prove the address with a new code.
    GivePasswordOrCode "give_password_or_code",
    /// Take the account up again.
    Reactivate "reactivate",
    /// Wait.
    Wait "wait",
    /// Wait for support.
    WaitForSupport "wait_for_support",
    /// Wait for the partner programme.
    WaitForPartnerProgramme "wait_for_partner_programme",
    /// Wait for the confirmation.
    WaitForConfirmation "wait_for_confirmation",
    /// Bring the keys and sixteen random bytes.
    BringKeys "bring_keys",
    /// Bring the address from the side records.
    BringAddress "bring_address",
    /// Look the evidence up.
    BringEvidence "bring_evidence",
    /// Start business registration.
    StartRegistration "start_registration",
    /// Choose the route.
    ChooseRoute "choose_route",
    /// Give the business details.
    SubmitDetails "submit_details",
    /// Finish business registration.
    FinishRegistration "finish_registration",
    /// Do the next step.
    GoOn "go_on",
    /// Choose one of the organizations offered.
    ChooseOrganization "choose_organization",
    /// Have the company profile set up.
    SubmitProfile "submit_profile",
    /// Use the business address of one's organization.
    UseBusinessAddress "use_business_address",
    /// Use an address of one's own.
    UsePersonalAddress "use_personal_address",
    /// Ask for a change of address.
    ChangeAddress "change_address",
    /// Ask administrative support.
    RequestSupport "request_support",
    /// Ask support by other means.
    AskSupport "ask_support",
    /// Ask support about validation, which needs no sign-in.
    AskSupportWithoutSignIn "ask_support_without_sign_in",
    /// Do the step of the repair that is due.
    DoDueStep "do_due_step",
    /// Ask an administrator for an invitation.
    AskInvitation "ask_invitation",
    /// Name a successor.
    NameSuccessor "name_successor",
}
