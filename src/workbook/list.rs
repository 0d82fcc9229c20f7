//! The list of lessons: which are seen, predicted, and how many of their exercises are passed.

use super::Workbook;
use crate::lesson::catalogue::{LESSONS, Lesson};
use crate::lesson::exercises::of_lesson;
use crate::narrate::message::{Practice, Prompt};
use crate::narrate::{Result, lesson_idea, lesson_title, message};
use crate::terminal::columns::{hanging, room};
use crate::terminal::say::say;

impl Workbook {
    pub(super) fn list(&self) -> Result<()> {
        let next = self.progress.next().map(|lesson| lesson.number);
        let row = |lesson: &Lesson| {
            let number = lesson.number;
            let is_seen = self.progress.is_seen(lesson);
            let is_predicted = self.progress.is_predicted(lesson);
            let of = of_lesson(number).count();
            let passed = of_lesson(number).filter(|one| self.progress.is_passed(one));
            let passed = passed.count();
            let mark = message(Prompt::Mark {
                is_seen,
                is_done: is_seen && is_predicted && passed == of,
                is_next: next == Some(number),
            });
            let title = format!("{number}  {}", lesson_title(lesson));
            let idea = lesson_idea(lesson).to_owned();
            // What comes after a lesson is no matter before it.
            if !is_seen && !is_predicted && passed == 0 {
                return [format!("{mark:>4}"), title, idea];
            }
            let beside = message(Practice::Of {
                of,
                passed,
                is_predicted,
            });
            [format!("{mark:>4}"), title, format!("{idea} {beside}")]
        };
        let rows: Vec<[String; 3]> = LESSONS.iter().map(row).collect();
        Ok(say(&hanging(&rows, room()).join("\n"))?)
    }
}
