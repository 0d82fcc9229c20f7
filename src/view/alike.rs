//! Whether a step is another one once more: the same, or alike but for the data that it moved,
//! its descriptors and its thread.

use event::{End, Errno, Place, Request, Returned, Step, What, Who};
use std::mem::{Discriminant, discriminant};

/// They differ in their time, number and causes alone.
pub fn is_same(one: &Step, other: &Step) -> bool {
    let are_same = match (&one.what, &other.what) {
        (What::Asleep { call, .. }, What::Asleep { call: another, .. }) => call == another,
        (What::Returned(one), What::Returned(other)) => {
            one.call == other.call && one.result == other.result
        }
        (What::Printed { .. }, What::Printed { .. }) => one.what == other.what,
        _ => false,
    };
    are_same && one.who == other.who && one.place == other.place
}

/// They may differ in their data, their descriptors and their threads.
pub fn is_alike(one: &Step, other: &Step) -> bool {
    shape(one).is_some_and(|shape_of_one| shape(other) == Some(shape_of_one))
}

/// What steps have in common that differ in their data, their descriptors or their threads.
#[derive(PartialEq)]
struct Shape<'a> {
    end: End,
    is_main: bool,
    place: Option<&'a Place>,
    kind: Kind<'a>,
}

#[derive(PartialEq)]
enum Kind<'a> {
    Asleep(&'a str, Discriminant<Request>),
    Returned(&'a str, Discriminant<Request>, Result<bool, &'a Errno>),
    Other(Discriminant<What>),
}

/// None of what a person should see each time.
fn shape(step: &Step) -> Option<Shape<'_>> {
    let kind = match &step.what {
        What::Asleep { call, .. } => Kind::Asleep(&call.name, discriminant(&call.request)),
        What::Returned(returned) => {
            let Returned { call, result, .. } = &**returned;
            let result = result.as_ref().map(|answer| answer.moved > 0);
            Kind::Returned(&call.name, discriminant(&call.request), result)
        }
        What::Printed { .. } | What::ThreadBegan(_) | What::ProcessBegan(_) | What::ThreadEnded => {
            Kind::Other(discriminant(&step.what))
        }
        What::Exited(exited) if exited.is_child => Kind::Other(discriminant(&step.what)),
        What::Started(_)
        | What::Exited(_)
        | What::Typed { .. }
        | What::Held
        | What::LetGo
        | What::Unseen(_) => {
            return None;
        }
    };
    let Who { end, thread } = step.who;
    Some(Shape {
        end,
        is_main: thread == 1,
        place: step.place.as_ref(),
        kind,
    })
}
