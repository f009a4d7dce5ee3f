//! How likely a step is, and which of them lead where.

use alloc::vec::Vec;

use super::step::HistoryStep;
use crate::state::StateKind;

impl HistoryStep {
    /// Every step, as often as it is likely in [`histories`](super::histories): the main ways through
    /// are long, and what ends it all would end most histories early.
    ///
    /// ```
    /// use checkmark_tier::strategy::HistoryStep;
    ///
    /// let weighted = HistoryStep::weighted();
    /// let count = |step| weighted.iter().filter(|it| **it == step).count();
    /// assert!(HistoryStep::ALL.iter().all(|step| count(*step) >= 1));
    /// assert!(count(HistoryStep::SubmitRightCode) > count(HistoryStep::Erase));
    /// ```
    #[must_use]
    pub fn weighted() -> Vec<Self> {
        let steps = Self::ALL.iter().copied();
        steps
            .flat_map(|step| (0..step.weight()).map(move |_| step))
            .collect()
    }

    const fn weight(self) -> u8 {
        match self {
            Self::SignUp
            | Self::SubmitRightCode
            | Self::StartRegistration
            | Self::ChooseCompany
            | Self::SubmitDetails
            | Self::JudgedCorporate
            | Self::FoundOne
            | Self::MailHandedOver
            | Self::RequestSupport
            | Self::RequestOpened
            | Self::Minute => 8,
            Self::FoundNone
            | Self::FoundTwo
            | Self::SubmitProfile
            | Self::ChooseOrganization
            | Self::ProfileOpened
            | Self::ApproveProfile
            | Self::RefuseProfile
            | Self::MarkNotPropagated => 4,
            Self::Close | Self::Erase => 1,
            _ => 2,
        }
    }

    /// A short list of steps that leads from nothing to a state. All are taken, whatever the policy;
    /// `unregistered` needs none. Empty for a state that is not known here.
    ///
    /// ```
    /// use checkmark_tier::strategy::{History, HistoryStep};
    /// use checkmark_tier::{StateKind, TierPolicy};
    ///
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// assert_eq!(way, [HistoryStep::SignUp, HistoryStep::SubmitRightCode]);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// assert_eq!(history.account().state().kind(), StateKind::Basic);
    /// ```
    #[must_use]
    pub const fn way_to(state: StateKind) -> &'static [Self] {
        // One way in full: the others are beginnings of it, or leave it at some point.
        const ENTERPRISE: &[HistoryStep] = &[
            HistoryStep::SignUp,
            HistoryStep::SubmitRightCode,
            HistoryStep::StartRegistration,
            HistoryStep::ChooseCompany,
            HistoryStep::SubmitDetails,
            HistoryStep::JudgedCorporate,
            HistoryStep::FoundOne,
            HistoryStep::MailHandedOver,
        ];
        match state {
            StateKind::AwaitingCode => ENTERPRISE.split_at(1).0,
            StateKind::Basic => ENTERPRISE.split_at(2).0,
            StateKind::RouteDue => ENTERPRISE.split_at(3).0,
            StateKind::DetailsDue => ENTERPRISE.split_at(4).0,
            StateKind::EvidenceDue => ENTERPRISE.split_at(5).0,
            StateKind::Confirming => ENTERPRISE.split_at(7).0,
            StateKind::Enterprise => ENTERPRISE,
            StateKind::ReferredPartnerEmployee => &[
                Self::SignUp,
                Self::SubmitRightCode,
                Self::StartRegistration,
                Self::ChoosePartnerEmployee,
            ],
            StateKind::ReferredProspectivePartner => &[
                Self::SignUp,
                Self::SubmitRightCode,
                Self::StartRegistration,
                Self::ChooseProspectivePartner,
            ],
            StateKind::OrganizationDue => &[
                Self::SignUp,
                Self::SubmitRightCode,
                Self::StartRegistration,
                Self::ChooseCompany,
                Self::SubmitDetails,
                Self::JudgedCorporate,
                Self::FoundTwo,
            ],
            StateKind::ProfileDue | StateKind::ProfileInReview => {
                const WAY: &[HistoryStep] = &[
                    HistoryStep::SignUp,
                    HistoryStep::SubmitRightCode,
                    HistoryStep::StartRegistration,
                    HistoryStep::ChooseCompany,
                    HistoryStep::SubmitDetails,
                    HistoryStep::JudgedCorporate,
                    HistoryStep::FoundNone,
                    HistoryStep::SubmitProfile,
                ];
                match state {
                    StateKind::ProfileDue => WAY.split_at(7).0,
                    _ => WAY,
                }
            }
            StateKind::Limited | StateKind::SupportReview => {
                const WAY: &[HistoryStep] = &[
                    HistoryStep::SignUp,
                    HistoryStep::SubmitRightCode,
                    HistoryStep::StartRegistration,
                    HistoryStep::ChooseCompany,
                    HistoryStep::SubmitDetails,
                    HistoryStep::JudgedGmailHosted,
                    HistoryStep::RequestSupport,
                ];
                match state {
                    StateKind::Limited => WAY.split_at(6).0,
                    _ => WAY,
                }
            }
            StateKind::StuckInBasic => &[
                Self::SignUp,
                Self::SubmitRightCode,
                Self::StartRegistration,
                Self::ChooseCompany,
                Self::SubmitDetails,
                Self::JudgedGmailHosted,
                Self::MarkNotPropagated,
            ],
            StateKind::Suspended => &[Self::SignUp, Self::SubmitRightCode, Self::Suspend],
            StateKind::Deactivated => &[Self::SignUp, Self::SubmitRightCode, Self::Deactivate],
            StateKind::Closed => &[Self::SignUp, Self::SubmitRightCode, Self::Close],
            StateKind::Erased => &[Self::SignUp, Self::SubmitRightCode, Self::Erase],
            StateKind::Unregistered => &[],
        }
    }
}
