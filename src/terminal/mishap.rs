//! When the workbook itself fails: a panic is noted and not printed, so that the one line about
//! it comes when the terminal is a person's again. It is said by whoever ends the program; what
//! the words are is not known here. A failure of the pair or of a lesson is no mishap.

use event::StepNumber;
use std::fmt::Arguments;
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::{env, thread};

#[derive(Clone, Debug)]
pub struct Mishap {
    /// The step of the run that was being told; 0 where there was none.
    pub step: StepNumber,
    /// Where in the sources of the workbook or of a library.
    pub place: String,
    pub what: String,
}

/// The exit code, which is also Rust's own after a panic.
pub const CODE: u8 = 101;

static FIRST: OnceLock<Mishap> = OnceLock::new();
static STEP: AtomicU32 = AtomicU32::new(0);

/// From here on panics are noted. In another thread than this one a panic asks what runs to
/// end, by a signal in `interrupted`. A second one, while the first is cleaned up after, would
/// abort the program: then the terminal is given back here, `last` says what there is to say,
/// and it ends at once. The kernel ends the pair.
pub fn watch(interrupted: Arc<AtomicUsize>, last: fn(&Mishap)) {
    let main = thread::current().id();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        // Who asks for a trace gets it, in the middle of whatever is shown.
        if env::var_os("RUST_BACKTRACE").is_some_and(|asked| asked != "0") {
            usual(panic);
        }
        let is_first = FIRST.set(mishap(panic)).is_ok();
        if thread::current().id() != main {
            let signal = signal_hook::consts::SIGTERM as usize;
            interrupted.store(signal, Ordering::SeqCst);
        } else if !is_first && let Some(first) = first() {
            #[cfg(unix)]
            crate::terminal::signals::give_terminal_back();
            last(first);
            std::process::exit(CODE.into());
        }
    }));
}

/// The first one, if there was any.
pub fn first() -> Option<&'static Mishap> {
    FIRST.get()
}

/// This step is about to be told; 0 is none.
pub fn at_step(step: StepNumber) {
    STEP.store(step, Ordering::Relaxed);
    provoke(format_args!("step {step}"));
}

fn mishap(panic: &PanicHookInfo) -> Mishap {
    let payload = panic.payload();
    let what = match payload.downcast_ref::<String>() {
        Some(text) => text.as_str(),
        None => payload.downcast_ref::<&str>().copied().unwrap_or_default(),
    };
    let place = panic.location().map(ToString::to_string);
    Mishap {
        step: STEP.load(Ordering::Relaxed),
        place: place.unwrap_or_default(),
        what: what.to_owned(),
    }
}

/// Fails on purpose where a test asks for it, by the name of a place; with `twice` after it,
/// also while that is cleaned up after.
#[cfg(debug_assertions)]
pub fn provoke(place: Arguments) {
    struct Again;
    impl Drop for Again {
        fn drop(&mut self) {
            panic!("again");
        }
    }
    let Ok(asked) = env::var("WORKBOOK_PANIC") else {
        return;
    };
    let place = place.to_string();
    let _again = (asked == format!("{place} twice")).then(|| Again);
    if asked.trim_end_matches(" twice") == place {
        panic!("provoked");
    }
}

#[cfg(not(debug_assertions))]
pub fn provoke(_: Arguments) {}
