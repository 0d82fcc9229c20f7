//! Runs held against each other, made from the records of the lessons.

mod difference;
