//! Truths found in the records of the lessons, records held against each other, and questions about
//! calls.

mod asking;
mod calls;
mod difference;
mod prediction;
mod truths;
