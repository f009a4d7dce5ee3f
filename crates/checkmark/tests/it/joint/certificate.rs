//! What comes of a walk.

/// What was walked, and that every law held.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Certificate {
    pub(super) states: usize,
    pub(super) edges: usize,
    pub(super) taken: usize,
    pub(super) grants: usize,
}

impl std::fmt::Display for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            states,
            edges,
            taken,
            grants,
        } = self;
        write!(
            f,
            "{states} states, {edges} edges ({taken} taken), {grants} approvals that counted, 0 violations"
        )
    }
}

/// A law that is broken, and the shortest way there.
#[derive(Debug)]
pub(super) struct Violation {
    pub(super) law: &'static str,
    pub(super) path: Vec<String>,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} broken", self.law)?;
        self.path
            .iter()
            .try_for_each(|step| write!(f, "\n  {step}"))
    }
}
