//! The record of each lesson as it is, kept with the snapshots and carried by the workbook:
//! what is told where nothing can be traced.

use super::catalogue::Lesson;
use event::Event;
use event::log::{self, Unreadable};

/// The events of the lesson's record.
///
/// # Errors
/// If the workbook was built with a record that is broken.
pub fn of_lesson(lesson: &Lesson) -> Result<Vec<Event>, Unreadable> {
    log::read(lesson.record.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::LESSONS;
    use super::*;
    use event::{Subject, Verdict};

    #[test]
    fn a_record_is_what_stands_in_its_file() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for lesson in &LESSONS {
            let file = std::fs::read_to_string(root.join(lesson.record_file()));
            assert_eq!(file.expect("a file"), lesson.record);
        }
    }

    #[test]
    fn every_lesson_has_a_record_of_its_own_that_is_whole() {
        for lesson in &LESSONS {
            let events = of_lesson(lesson).expect("a log");
            let Some(Event::Began(began)) = events.first() else {
                panic!("lesson {}: no beginning", lesson.number);
            };
            let number = match &began.subject {
                Subject::Lesson { number, .. } => *number,
                Subject::Pair => 0,
            };
            assert_eq!(number, lesson.number);
            assert_eq!(events.last(), Some(&Event::Ended(Verdict::Over)));
        }
    }
}
