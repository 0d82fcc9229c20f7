//! What a record can be turned into besides what a person sees: one trait, a file a form.
//!
//! [`form`] is what all of them can do; [`mod@log`] is the record itself as text. A form is made
//! from the events and their words alone. It knows neither the programs nor how the run is shown,
//! and a record that was read back gives the same as one that is just being made.

mod form;
mod log;

#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::Path;

pub use form::Export;

/// A form is made with its output.
type Make = for<'a> fn(Box<dyn Write + 'a>) -> Box<dyn Export + 'a>;

/// Every form, and how the name of a file ends that is written in it. What has another name, or
/// none, is written in the first.
const FORMS: &[(&str, Make)] = &[("log", log::log)];

/// The form that is meant by this path, written to `out`.
pub fn export<'a>(path: Option<&Path>, out: Box<dyn Write + 'a>) -> Box<dyn Export + 'a> {
    let ending = path.and_then(Path::extension);
    let meant = FORMS
        .iter()
        .find(|(name, _)| ending.is_some_and(|ending| ending == *name));
    let (_, make) = meant.unwrap_or(&FORMS[0]);
    make(out)
}
