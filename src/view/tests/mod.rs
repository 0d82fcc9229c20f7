//! Made-up runs in both forms.

mod arrows;
mod layout;
mod story;
