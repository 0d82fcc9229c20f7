//! What only a system that can trace does and knows. This is the one door between the two
//! kinds: elsewhere nothing is known, and nothing is narrated as it happens.

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod here {
    pub use crate::run::diff::diff;
    pub use crate::run::narrated::{run, watch};
    pub use crate::run::predict::predict;
    pub use crate::run::step::step;
    pub use crate::run::talk::talk;
    pub use tracer::{die_with_us, holder_of, is_at_work, remains};
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
mod here {
    use crate::export::Export;
    use crate::lesson::catalogue::Lesson;
    use crate::narrate::Result;
    use crate::narrate::problem::{Problem, Unnarrated};
    use crate::prompt::ask::Ask;
    use crate::run::outcome::Outcome;
    use crate::run::spec::RunSpec;
    use event::{Entry, Kind, Numbers};
    use std::net::SocketAddr;
    use std::process::Command;

    pub fn run(_: &RunSpec) -> Result<Outcome> {
        Err(Problem::NeedsNarration(Unnarrated::OtherSystem).into())
    }

    pub fn watch<'a>(_: &'a RunSpec<'a>, _: Box<dyn Export + 'a>) -> Result<Outcome> {
        Err(Problem::NeedsNarration(Unnarrated::OtherSystem).into())
    }

    pub fn step(_: &RunSpec, _: &mut dyn Ask) -> Result<Outcome> {
        Err(Problem::NeedsNarration(Unnarrated::OtherSystem).into())
    }

    pub fn predict(_: &RunSpec, _: &mut dyn Ask) -> Result<Outcome> {
        Err(Problem::NeedsNarration(Unnarrated::OtherSystem).into())
    }

    pub fn talk(_: &RunSpec, _: &mut dyn Ask) -> Result<Outcome> {
        Err(Problem::NeedsNarration(Unnarrated::OtherSystem).into())
    }

    pub fn diff(_: &RunSpec, _: &Lesson) -> Result<Outcome> {
        Err(Problem::NeedsNarration(Unnarrated::OtherSystem).into())
    }

    /// Who holds an address is not asked here.
    pub fn holder_of(_: SocketAddr, _: Kind) -> Option<(String, i32)> {
        None
    }

    /// The kernel's table is not read here.
    pub fn remains(_: &[Numbers]) -> Vec<Entry> {
        Vec::new()
    }

    /// Whether a program works is not asked here.
    pub fn is_at_work(_: u32) -> bool {
        false
    }

    /// The child ends with us as far as this system does that by itself.
    pub fn die_with_us(_: &mut Command) {}
}

pub use here::{
    die_with_us, diff, holder_of, is_at_work, predict, remains, run, step, talk, watch,
};
