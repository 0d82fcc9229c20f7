//! Made-up runs in both forms: `story` makes them up, `arrows` looks at the middle of two
//! lanes, `layout` at the columns, `frame` at what stands around the steps,
//! `folds` at what comes again and again, `asides` at what a run-time does by itself. No program is
//! run here.

mod arrows;
mod asides;
mod folds;
mod frame;
mod layout;
mod story;
