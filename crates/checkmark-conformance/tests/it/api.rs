//! One of every public type.

use checkmark_conformance::{
    AppendError, Broken, Failure, Fault, Flaky, Flaw, Kit, Memory, Operation, Outage, Passed,
    UnknownOperation,
};

/// One of every public type, but for the commit that only the kit makes.
#[derive(Debug)]
struct All {
    _kit: Kit,
    _passed: Passed,
    _failure: Failure,
    _fault: Fault,
    _flaw: Flaw,
    _memory: Memory,
    _broken: Broken,
    _flaky: Flaky<Broken>,
    _outage: Outage,
    _operation: Operation,
    _unknown: UnknownOperation,
    _append: AppendError<core::convert::Infallible>,
}

fn is_send_and_sync<T: Send + Sync>(_: &T) {}

#[test]
fn what_is_public_can_be_sent_and_shown() {
    let kit = Kit::new().runs(4);
    let all = All {
        _kit: kit,
        _passed: kit.check(Memory::default).unwrap(),
        _failure: kit.check(|| Broken::new(Flaw::StaleRead)).unwrap_err(),
        _fault: Fault::EffectLost,
        _flaw: Flaw::EffectLost,
        _memory: Memory::default(),
        _broken: Broken::new(Flaw::EffectLost),
        _flaky: Flaky::new(Broken::new(Flaw::EffectLost), 2),
        _outage: Outage::default(),
        _operation: Operation::Crash,
        _unknown: "nothing".parse::<Operation>().unwrap_err(),
        _append: AppendError::Conflict,
    };
    is_send_and_sync(&all);
    assert!(format!("{all:?}").len() > 100);
}
