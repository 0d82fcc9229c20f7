//! Reading debug information may fail in ways that its libraries did not foresee: a file can
//! be damaged, or be made to damage. Then there is no line, and nothing else happens.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// This thread reads such a file.
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// What was read. The error says that a library has panicked over the file: nothing that it
/// has built from it is to be used again.
pub fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Damaged> {
    be_silent_while_reading();
    READING.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    READING.set(false);
    result.map_err(|_| Damaged)
}

#[derive(Debug, PartialEq, Eq)]
pub struct Damaged;

/// A panic that is caught is nobody's business: it must not be printed between the steps.
fn be_silent_while_reading() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !READING.get() {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_while_reading_is_no_line_and_no_end() {
        assert_eq!(guarded(|| 7), Ok(7));
        let none: Vec<u8> = Vec::new();
        assert_eq!(guarded(|| none[0]), Err(Damaged));
        assert_eq!(guarded(|| 8), Ok(8));
    }
}
