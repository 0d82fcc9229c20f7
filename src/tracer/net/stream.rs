//! What one half of a connection sends to the other: which step wrote which bytes.

use event::StepNumber;
use std::collections::VecDeque;

#[derive(Default)]
pub struct Stream {
    /// What was written and not yet read.
    written: VecDeque<Written>,
    /// Some byte of it was urgent: all others need not be looked through for one.
    was_urgent: bool,
    /// The reader takes urgent bytes like all others, SO_OOBINLINE.
    pub is_inline: bool,
    /// The step that ended this direction.
    pub ended: Option<StepNumber>,
    /// The step after which the receiving side reads no more, SHUT_RD.
    pub ignored: Option<StepNumber>,
    /// The step after which this side's socket was gone.
    pub gone: Option<StepNumber>,
}

/// Bytes of one step.
struct Written {
    step: StepNumber,
    bytes: u64,
    urgency: Urgency,
}

/// Of an urgent byte (MSG_OOB): it has its place in the stream, and is read beside it, tcp(7). Only
/// the last one is urgent, an earlier one that was not read becomes like all others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Urgency {
    None,
    Urgent,
    /// It was read, and the stream has not come to its place.
    Read,
}

impl Stream {
    pub fn write(&mut self, step: StepNumber, bytes: u64) {
        self.written.push_back(Written {
            step,
            bytes,
            urgency: Urgency::None,
        });
    }

    /// The last write has written so many bytes less.
    pub fn write_less(&mut self, less: u64) {
        if let Some(last) = self.written.back_mut() {
            last.bytes = last.bytes.saturating_sub(less);
        }
    }

    /// The steps of what was not read yet.
    pub fn steps(&self) -> impl Iterator<Item = StepNumber> {
        self.written.iter().map(|written| written.step)
    }

    /// The step that wrote the next record, which is read whole or cut.
    pub fn take_one(&mut self, peek: bool) -> Vec<StepNumber> {
        let step = self.written.front().map(|written| written.step);
        if !peek {
            self.written.pop_front();
        }
        step.into_iter().collect()
    }

    /// The steps that wrote the next bytes; without `peek` they are read now.
    pub fn take(&mut self, length: u64, peek: bool) -> Vec<StepNumber> {
        let mut left = length;
        let mut steps = Vec::new();
        for written in &mut self.written {
            if left == 0 {
                break;
            }
            // A read passes over an urgent byte.
            let is_beside = written.urgency != Urgency::None && !self.is_inline;
            let part = if is_beside {
                written.bytes
            } else {
                let part = left.min(written.bytes);
                left -= part;
                if steps.last() != Some(&written.step) {
                    steps.push(written.step);
                }
                part
            };
            if !peek {
                written.bytes -= part;
            }
        }
        if !peek {
            self.written.retain(|written| written.bytes > 0);
        }
        steps
    }

    /// The last byte that was written is urgent.
    pub fn urge(&mut self) {
        self.was_urgent = true;
        for written in &mut self.written {
            if written.urgency == Urgency::Urgent {
                written.urgency = Urgency::None;
            }
        }
        if let Some(last) = self.written.back_mut().filter(|last| last.bytes > 0) {
            last.bytes -= 1;
            let step = last.step;
            self.written.push_back(Written {
                step,
                bytes: 1,
                urgency: Urgency::Urgent,
            });
            self.written.retain(|written| written.bytes > 0);
        }
    }

    /// The step that wrote the urgent byte.
    pub fn take_urgent(&mut self, peek: bool) -> Vec<StepNumber> {
        let mut all = self.written.iter_mut();
        let urgent = all.find(|written| written.urgency == Urgency::Urgent);
        let step = urgent.map(|urgent| {
            if !peek {
                urgent.urgency = Urgency::Read;
            }
            urgent.step
        });
        step.into_iter().collect()
    }

    /// Bytes that stand in the stream, and that no usual read brings.
    pub fn beside(&self) -> u32 {
        if !self.was_urgent || self.is_inline {
            return 0;
        }
        let is_beside = |written: &&Written| written.urgency != Urgency::None;
        self.written.iter().filter(is_beside).count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(5, 4)`: four bytes of step 5.
    fn written(all: &[(StepNumber, u64)]) -> Stream {
        let one = |(step, bytes): &(StepNumber, u64)| Written {
            step: *step,
            bytes: *bytes,
            urgency: Urgency::None,
        };
        Stream {
            written: all.iter().map(one).collect(),
            ..Stream::default()
        }
    }

    #[test]
    fn an_urgent_byte_is_read_beside_the_stream_and_passed_over_in_it() {
        let mut stream = written(&[(5, 3), (6, 1)]);
        stream.urge();
        stream.written.extend(written(&[(7, 3)]).written);
        assert_eq!(stream.beside(), 1);
        assert_eq!(stream.take_urgent(true), [6]);
        assert_eq!(stream.take_urgent(false), [6]);
        assert_eq!(stream.take_urgent(false), [] as [StepNumber; 0]);
        assert_eq!(stream.take(3, false), [5]);
        assert_eq!(stream.beside(), 1, "its place comes next");
        assert_eq!(stream.take(3, false), [7]);
        assert_eq!(stream.beside(), 0);
    }

    #[test]
    fn an_urgent_byte_is_like_all_others_inline_or_when_another_one_comes() {
        let mut stream = written(&[(5, 2)]);
        stream.urge();
        stream.is_inline = true;
        assert_eq!((stream.beside(), stream.take(2, false)), (0, vec![5]));
        let mut stream = written(&[(5, 1)]);
        stream.urge();
        stream.written.extend(written(&[(6, 1)]).written);
        stream.urge();
        assert_eq!(stream.take(1, false), [5]);
        assert_eq!(stream.take_urgent(false), [6]);
    }

    #[test]
    fn a_read_is_fed_by_the_writes_whose_bytes_it_takes() {
        let mut stream = written(&[(5, 4), (6, 3), (9, 2)]);
        assert_eq!(stream.take(3, true), [5], "a peek takes nothing");
        assert_eq!(stream.take(2, false), [5]);
        assert_eq!(stream.take(4, false), [5, 6]);
        assert_eq!(stream.take(100, false), [6, 9]);
        assert_eq!(stream.take(1, false), [] as [StepNumber; 0]);
    }

    #[test]
    fn a_record_is_read_whole_however_much_of_it_fits() {
        let mut stream = written(&[(5, 400), (6, 3)]);
        assert_eq!(stream.take_one(true), [5]);
        assert_eq!(stream.take_one(false), [5]);
        assert_eq!(stream.take_one(false), [6]);
    }
}
