//! From a run that fails to the shortest one.

use alloc::vec::Vec;

use checkmark::tier::strategy::{Attempt, HistoryStep, Twist};

use crate::fault::Fault;
use crate::kit::run;
use crate::operation::Operation;
use crate::store::Store;

/// The first of all short runs of simple operations with this fault: most stores that fail at all
/// fail in few steps.
pub(crate) fn shortest<S: Store>(
    fault: Fault,
    length: usize,
    make: &mut impl FnMut() -> S,
) -> Option<Vec<Operation>> {
    let mut runs = alloc::vec![Vec::new()];
    for _ in 1..length.min(4) {
        let longer = |run: &Vec<Operation>| {
            let run = run.clone();
            SIMPLE
                .iter()
                .map(move |operation| [&run[..], &[*operation]].concat())
        };
        runs = runs.iter().flat_map(longer).collect();
        let fails = |operations: &&Vec<Operation>| run(&mut make(), operations) == Err(fault);
        if let Some(found) = runs.iter().find(fails) {
            return Some(found.clone());
        }
    }
    None
}

/// Makes a failing run shorter in every way there is, and then plainer.
pub(crate) fn shorten<S: Store>(
    fault: Fault,
    operations: Vec<Operation>,
    make: &mut impl FnMut() -> S,
) -> Vec<Operation> {
    let mut fails = |operations: &[Operation]| run(&mut make(), operations) == Err(fault);
    let mut operations = leave_out(operations, &mut fails);
    while let Some(fewer) = exchange(&operations, &mut fails) {
        operations = leave_out(fewer, &mut fails);
    }
    for at in 0..operations.len() {
        if let Operation::Act(attempt) = operations[at] {
            let twisted = core::mem::replace(&mut operations[at], act(attempt.step()));
            if !fails(&operations) {
                operations[at] = twisted;
            }
        }
    }
    operations
}

/// Leaves out runs of operations as long as the fault stays, long runs first.
fn leave_out(
    mut operations: Vec<Operation>,
    fails: &mut impl FnMut(&[Operation]) -> bool,
) -> Vec<Operation> {
    let mut size = (operations.len() / 2).max(1);
    let mut is_shorter = false;
    let mut at = 0;
    loop {
        if at >= operations.len() {
            if size == 1 && !is_shorter {
                return operations;
            }
            size = (size / 2).max(1);
            (at, is_shorter) = (0, false);
        }
        let end = (at + size).min(operations.len());
        let mut fewer = operations.clone();
        fewer.drain(at..end);
        if end > at && fails(&fewer) {
            (operations, is_shorter) = (fewer, true);
        } else {
            at += 1;
        }
    }
}

/// Leaves one out that another cannot do without, and puts something else in the place of the other.
fn exchange(
    operations: &[Operation],
    fails: &mut impl FnMut(&[Operation]) -> bool,
) -> Option<Vec<Operation>> {
    if operations.len() > FEW {
        return None;
    }
    for left_out in 0..operations.len() {
        let mut fewer = operations.to_vec();
        fewer.remove(left_out);
        for at in 0..fewer.len() {
            let meant = fewer[at];
            for other in operations.iter().chain(SIMPLE) {
                fewer[at] = *other;
                if fails(&fewer) {
                    return Some(fewer);
                }
            }
            fewer[at] = meant;
        }
    }
    None
}

/// As many operations as there is time to exchange in pairs.
const FEW: usize = 12;

/// What can be done to an account that somebody is about to open.
const SIMPLE: &[Operation] = &[
    act(HistoryStep::SignUp),
    act(HistoryStep::SubmitRightCode),
    Operation::Act(Attempt::new(HistoryStep::SubmitRightCode, Twist::AtSkew)),
    Operation::Race(HistoryStep::SignUp),
    Operation::Race(HistoryStep::SubmitWrongCode),
    Operation::Repeat,
    Operation::Deliver,
    Operation::CrashTaken,
    Operation::AcknowledgeAgain,
    Operation::Crash,
    Operation::Forget,
    Operation::Neighbor,
];

pub(crate) const fn act(step: HistoryStep) -> Operation {
    Operation::Act(Attempt::plain(step))
}
