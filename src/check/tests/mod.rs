//! Runs held against each other, made from the records of the lessons, and questions about calls.

mod asking;
mod calls;
mod difference;
mod prediction;
