//! Follows two programs and prints what they do, one step a line of JSON:
//!
//!     cargo run -p tracer --example follow -- './server 9999' './client 9999'
//!
//! Whose turn it is goes on until nobody can move any more; then the rest is stopped.
#![cfg_attr(
    not(all(target_os = "linux", target_env = "gnu")),
    allow(unused, reason = "there is nothing to follow with on other systems")
)]

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn main() -> Result<(), String> {
    use event::End;
    use tracer::{Limits, ProgramSpec, Session};

    let commands: Vec<String> = std::env::args().skip(1).collect();
    let ends = [End::Server, End::Client(1)];
    let specs = ends.into_iter().zip(&commands).map(|(end, command)| {
        let mut words = command.split_whitespace();
        ProgramSpec::new(end, words.next().unwrap_or_default(), words)
    });
    let limits = Limits {
        interrupted: Default::default(),
        deadline: None,
    };
    let root = std::env::current_dir().unwrap_or_default();
    let session = Session::new(specs.collect(), root, limits);
    let mut session = session.map_err(|why| format!("{why:?}"))?;
    loop {
        let steps = session.settle().map_err(|halt| format!("{halt:?}"))?;
        for step in &steps {
            let line = serde_json::to_string(step).map_err(|error| error.to_string())?;
            println!("{line}");
        }
        if !steps.is_empty() {
            continue;
        }
        match session.ready().first() {
            Some(next) => session.release(next.who).map_err(|why| why.to_string())?,
            None if session.has_timer() => {
                session
                    .wait_for_timer(None)
                    .map_err(|halt| format!("{halt:?}"))?;
            }
            None => return Ok(()),
        }
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn main() {}
