//! Made-up runs in both forms: `story` makes them up, `arrows` looks at the middle of two
//! lanes, `layout` at the columns, `frame` at what stands around the steps,
//! `folds` at what comes again and again. No program is
//! run here.

mod arrows;
mod folds;
mod frame;
mod layout;
mod story;
