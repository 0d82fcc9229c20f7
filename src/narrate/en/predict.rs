//! Words for who predicts: the questions, the answers, and why an answer is not the right one.
//! Each of these reasons has to hold wherever its answer can be wrong.

use super::phrases::{bytes, sentence, the, the_thread};
use super::prompt::before_a_command;
use super::sights::why;
use crate::check::prediction::{About, Prediction, Question};
use crate::narrate::message::{Offered, Predict};
use crate::narrate::notation;
use event::{Deed, Goodbye, Past, Step, TcpState, What};

pub fn predict(predict: &Predict) -> String {
    match *predict {
        Predict::HowTo => "The run stops now and then, before something happens. Say what you think \
                           will happen: type the number of an answer. ? explains more, q leaves."
            .to_owned(),
        Predict::Keys => "Above the answers stands what each thread is about to do or waits for, and \
                          the kernel's table of the sockets: \"to read\" counts what has arrived and \
                          nobody has read. Type the number of an answer and Enter. Then the call is \
                          let go, and what really happens decides. q leaves."
            .to_owned(),
        Predict::HowToLeave => "The run waits. Type q (or press Ctrl-D) to leave it.".to_owned(),
        Predict::Asks { number, question } => format!("Question {number}: {}", asks(question)),
        Predict::AsksForCause { number, step } => {
            format!("Question {number}: {}", asks_for_cause(step))
        }
        Predict::Answer(offered) => answer(offered),
        Predict::Prompt { most } => format!("1 to {most}"),
        Predict::Right(offered) => format!("Right: {}.", answer(offered)),
        Predict::Wrong { chosen, happened } => format!(
            "No. {} What happens: {}.",
            why_not(chosen, happened.is),
            answer(happened)
        ),
        Predict::NotOffered => {
            "Something else happens than these answers. This question does not count.".to_owned()
        }
        Predict::EndOfInput => "There is no further answer: the input has ended.".to_owned(),
        Predict::Score { right, of } => format!("You predicted {right} of {of}."),
        Predict::NoQuestion => "There was nothing to predict in this run.".to_owned(),
        Predict::ToRead { pages, at } => {
            let workbook = before_a_command(at);
            let pages: Vec<String> = pages
                .iter()
                .map(|page| format!("{workbook}read {page}"))
                .collect();
            format!("What you did not foresee is explained here: {}", pages.join(", "))
        }
    }
}

fn asks(question: &Question) -> &'static str {
    match question.about {
        About::Accept | About::Connect | About::Read | About::Receive | About::Write => {
            "what will this call do?"
        }
        About::State => "in which state is this side after the call?",
        About::Goodbye | About::UdpClose => "what will the kernel tell the other side?",
        About::Woken => "who is woken by this call?",
        About::Cause => "which earlier step brought this?",
    }
}

fn asks_for_cause(step: &Step) -> String {
    let call = match &step.what {
        What::Returned(returned) => notation::returned(returned),
        _ => String::new(),
    };
    format!(
        "now {} returns from {call}. Which earlier step brought this?",
        the_thread(step.who)
    )
}

/// What happens, as an answer.
fn answer(offered: Offered) -> String {
    let about = offered.question.about;
    match offered.is {
        Prediction::Sleeps => match about {
            About::Accept => "it sleeps until a client connects".to_owned(),
            About::Connect => "it sleeps until the other side calls accept".to_owned(),
            About::Write => "it sleeps until the other side reads".to_owned(),
            _ if gives_bytes(offered.question) => "it sleeps until more arrives".to_owned(),
            _ => "it sleeps until something arrives".to_owned(),
        },
        Prediction::Bytes(count) => format!("it gives {}", bytes(count)),
        Prediction::EndOfStream if about == About::Receive => {
            "it gives 0 bytes, since nothing is there".to_owned()
        }
        Prediction::EndOfStream => "it gives 0 bytes: the end of the stream".to_owned(),
        Prediction::Datagram => "it gives one datagram".to_owned(),
        Prediction::Fails(name) => format!("it fails with {name}{}", error(name)),
        Prediction::NewSocket => "it gives a new socket for one connection".to_owned(),
        Prediction::SameSocket => "it makes this same socket the connection".to_owned(),
        Prediction::Connected => "it is connected at once".to_owned(),
        Prediction::Taken => "the kernel takes the bytes, and the call returns".to_owned(),
        Prediction::State(state) => state.to_string(),
        Prediction::Told(Some(Goodbye::Fin)) => {
            "that no more will come: a goodbye (FIN)".to_owned()
        }
        Prediction::Told(Some(Goodbye::Reset)) => {
            "that the connection is broken off: a reset".to_owned()
        }
        Prediction::Told(None) => "nothing".to_owned(),
        Prediction::Wakes(who) => the_thread(who),
        Prediction::WakesNobody => "nobody".to_owned(),
        Prediction::Because(step) => match offered.past {
            Some(past) => format!("step {step}: {}", did(past)),
            None => format!("step {step}"),
        },
    }
}

/// Whether bytes are among the answers.
fn gives_bytes(question: &Question) -> bool {
    let is_bytes = |answer: &Prediction| matches!(answer, Prediction::Bytes(_));
    question.answers.iter().any(is_bytes)
}

/// What an error says, to follow its name.
fn error(name: &str) -> &'static str {
    match name {
        "EAGAIN" => ": nothing is there yet",
        "ECONNREFUSED" => ": nobody listens there",
        "ECONNRESET" => ": the connection is broken off",
        "EPIPE" => ": nobody can read this any more",
        _ => "",
    }
}

fn did(past: &Past) -> String {
    let who = the_thread(past.who);
    match past.deed {
        Deed::Sent(count) => format!("{who} sent {}", bytes(count)),
        Deed::SentSeveral => format!("{who} sent several messages"),
        Deed::Connected => format!("{who} connected"),
        Deed::Shutdown => format!("{who} shut down a direction of its connection"),
        Deed::Closed { .. } => format!("{who} closed a descriptor"),
        Deed::Exited { .. } => format!("{} ended", the(past.who.end)),
    }
}

/// Why this answer is not the right one.
fn why_not(chosen: Offered, happened: Prediction) -> String {
    let about = chosen.question.about;
    match chosen.is {
        Prediction::Sleeps => sleeps(about, happened).to_owned(),
        Prediction::Bytes(count) => too_many(count, happened),
        Prediction::EndOfStream if about == About::Receive => {
            "UDP has no end of a stream: a read waits for a datagram, and gives it.".to_owned()
        }
        Prediction::EndOfStream => {
            "0 bytes mean that all has been read and that no more can come. \
                                    That is not so here."
                .to_owned()
        }
        Prediction::Datagram => "No datagram has arrived yet, so there is none to give.".to_owned(),
        Prediction::Fails("ECONNREFUSED") if happened != Prediction::Connected => {
            "Refused is who comes to an address where nobody listens.".to_owned()
        }
        Prediction::Fails(name) => no_error(name).to_owned(),
        Prediction::NewSocket => {
            "No connection is ready, so there is none to give a socket for.".to_owned()
        }
        Prediction::SameSocket => "A listening socket stays what it is. Each connection gets a \
                                   socket of its own."
            .to_owned(),
        Prediction::Connected => "A connection needs somebody who answers.".to_owned(),
        Prediction::Taken => {
            "This side knows already that nobody can read it: a reset has come, or \
                              it has ended its own sending."
                .to_owned()
        }
        Prediction::State(state) => no_state(state, happened).to_owned(),
        Prediction::Told(_) if about == About::UdpClose => {
            "UDP has no connection, and so no goodbye.".to_owned()
        }
        Prediction::Told(told) => not_told(told).to_owned(),
        Prediction::Wakes(who) => match chosen.waiting {
            Some(waiting) => format!(
                "{} {}: this call does not bring that.",
                sentence(&the_thread(who)),
                why(waiting)
            ),
            None => format!("{} waits for something else.", sentence(&the_thread(who))),
        },
        Prediction::WakesNobody => {
            "Somebody sleeps until just this happens, and the kernel wakes it then.".to_owned()
        }
        Prediction::Because(step) => match chosen.past {
            Some(past) => format!("In step {step} {}. That did not bring this.", did(past)),
            None => format!("Step {step} did not bring this."),
        },
    }
}

fn sleeps(about: About, happened: Prediction) -> &'static str {
    match (about, happened) {
        (_, Prediction::Fails(_)) => "What fails does not wait.",
        (About::Accept, _) => "A connection is ready already, so there is nothing to wait for.",
        (About::Connect, _) => {
            "The kernels of both sides shake hands by themselves. No program has to be in accept for \
             that."
        }
        (About::Write, _) => {
            "A write waits only while the kernel has no room for more bytes, and not until somebody \
             reads."
        }
        (_, Prediction::EndOfStream) => "Nothing more can come, so the call does not wait for it.",
        _ => "A read gives what has arrived. It does not wait until its buffer is full.",
    }
}

fn too_many(count: u64, happened: Prediction) -> String {
    match happened {
        Prediction::Bytes(got) if got < count => {
            "A read gives no more than its buffer has room for. The rest waits for the next read."
                .to_owned()
        }
        Prediction::Bytes(_) => {
            "A stream has no borders: a read gives all that has arrived, as far as its buffer has \
             room for it."
                .to_owned()
        }
        _ => format!("The call did not bring these {}.", bytes(count)),
    }
}

fn no_error(name: &str) -> &'static str {
    match name {
        "EAGAIN" => {
            "That nothing is there yet is no error, unless the program has said that the call shall \
             not wait."
        }
        "ECONNREFUSED" => {
            "Refused is who comes to an address where nobody listens. Here somebody listens."
        }
        "ECONNRESET" => {
            "A reset is for a connection that is broken off. An end that was announced properly is \
             no error."
        }
        "EPIPE" => {
            "A FIN says only that the other side sends no more. Whether it still reads is not known \
             here."
        }
        _ => "The call did not fail in that way.",
    }
}

fn no_state(chosen: TcpState, happened: Prediction) -> &'static str {
    match (chosen, happened) {
        (TcpState::FinWait2, _) => {
            "FIN_WAIT2 is for who has said goodbye first and waits for the other side's goodbye."
        }
        (TcpState::TimeWait, Prediction::State(TcpState::FinWait2)) => {
            "TIME_WAIT comes when both sides have said goodbye. The other side has not."
        }
        (TcpState::TimeWait, _) => {
            "TIME_WAIT is kept by the side that said goodbye first, when the other side has said it \
             too."
        }
        (TcpState::Closed, Prediction::State(TcpState::FinWait2)) => {
            "The kernel keeps this side until the other one says goodbye too."
        }
        _ => "The side that said goodbye first is kept by the kernel for a while.",
    }
}

fn not_told(chosen: Option<Goodbye>) -> &'static str {
    match chosen {
        Some(Goodbye::Fin) => {
            "A goodbye is sent once: at the shutdown, or when the last descriptor of a connection is \
             closed, and not where bytes were left unread."
        }
        Some(Goodbye::Reset) => {
            "A reset is sent where bytes were left unread, or where the program has asked for it."
        }
        None => {
            "The kernel does not leave the other side waiting: it is told when a connection ends here."
        }
    }
}
