//! What a record can be turned into besides what a person sees: one trait, a file a form.
//!
//! [`form`] is what all of them can do; [`mod@log`] is the record itself as text. A form is made
//! from the events alone. It knows neither the programs nor how the run is shown, and a
//! record that was read back gives the same as one that is just being made.

mod form;
mod log;

#[cfg(test)]
mod tests;

pub use form::Export;
pub use log::log;
