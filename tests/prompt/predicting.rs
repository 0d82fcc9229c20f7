//! `predict`: a person, or a pipe, says what will happen next.

use crate::screen::Screen;
use crate::support::filters::Filters;
use crate::support::output::collapsed;
use crate::support::system::python;
use crate::support::trap::Folder;
use crate::support::{Address, Output, address, folder, system, workbook};
use crate::{can_trace, fresh};
use std::fs;

/// More answers than are asked for.
const MANY: usize = 30;

fn predict(lesson: u8, at: &Address, typed: &str) -> Output {
    let words = ["predict", &lesson.to_string(), "--address", at];
    workbook(words).output(typed)
}

/// The questions with what stands above and below them, without the narration, whose lines are
/// broken as the address of the test wants it.
fn asked(output: &Output, at: &Address) -> String {
    let starts = [
        "Question ",
        "  1  ",
        "  2  ",
        "  3  ",
        "  4  ",
        "Right: ",
        "No. ",
        "You ",
        "What ",
        "server ",
        "client ",
        "held by ",
        "the kernel ",
    ];
    let text = Filters::of_run(2, at).apply(&output.stdout);
    let lines = text.lines();
    let asked = lines.filter(|line| starts.iter().any(|start| line.starts_with(start)));
    let plain = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let line = words.join(" ");
        // What is printed is cut in the middle of a port.
        let cut = line
            .split_once("prints \"connected")
            .map(|(start, _)| start.to_owned());
        cut.unwrap_or(line)
    };
    asked.map(plain).collect::<Vec<_>>().join("\n")
}

fn questions(output: &Output) -> usize {
    let lines = output.stdout.lines();
    lines.filter(|line| line.starts_with("Question ")).count()
}

/// Each right answer is known once another one was given.
fn right_answers(output: &Output) -> Vec<usize> {
    let mut answers: Vec<Vec<&str>> = Vec::new();
    let mut right = Vec::new();
    for line in output.stdout.lines() {
        if line.starts_with("Question ") {
            answers.push(Vec::new());
        }
        if let Some((number, answer)) = line.trim_start().split_once("  ")
            && number.parse::<usize>().is_ok()
            && let Some(answers) = answers.last_mut()
            && line.starts_with("  ")
        {
            answers.push(answer);
        }
        let told = line.strip_prefix("Right: ").or_else(|| {
            let (_, told) = line.split_once(" What happens: ")?;
            Some(told)
        });
        if let Some(told) = told {
            let told = told.trim_end_matches('.');
            let of_last = answers.last().map_or(&[][..], Vec::as_slice);
            let place = of_last.iter().position(|answer| *answer == told);
            right.push(place.unwrap_or_else(|| panic!("{told}: {of_last:?}")) + 1);
        }
    }
    right
}

#[test]
fn every_lesson_asks_six_to_nine_questions_and_whoever_knows_the_answers_has_them_all_right() {
    if !can_trace() {
        return;
    }
    for lesson in 1..=6 {
        let at = address::own();
        let first = predict(lesson, &at, &"1\n".repeat(MANY));
        assert_eq!((first.code, first.stderr.as_str()), (0, ""), "{first:?}");
        let count = questions(&first);
        assert!((6..=9).contains(&count), "lesson {lesson}: {count}");
        // The kinds of a lesson are not all of one sort.
        let right = right_answers(&first);
        assert_eq!(right.len(), count, "{first:?}");
        let typed: Vec<String> = right.iter().map(|number| format!("{number}\n")).collect();
        let second = predict(lesson, &at, &typed.concat());
        let score = format!("\nYou predicted {count} of {count}.\n");
        assert!(second.stdout.ends_with(&score), "{second:?}");
        assert!(!second.stdout.contains("\nNo. "), "{second:?}");
        system::nothing_is_left(&at);
    }
}

#[test]
fn lesson_2_with_right_and_wrong_answers() {
    if can_trace() {
        let at = address::own();
        let output = predict(2, &at, "1\n1\n1\n1\n1\n1\n1\n1\n");
        insta::assert_snapshot!("predict_2", asked(&output, &at));
    }
}

#[test]
fn what_is_no_answer_is_asked_again_and_q_leaves() {
    if !can_trace() {
        return;
    }
    let at = address::own();
    let output = predict(2, &at, "?\n\n0\n4\nyes\n1\nq\n");
    let said = "that is no answer\nhint: type a number from 1 to 3; ? explains, q leaves\n";
    assert_eq!((output.code, output.stderr), (2, said.repeat(4)));
    let text = collapsed(&output.stdout);
    assert!(
        text.contains("Above the answers stands what each thread"),
        "{text}"
    );
    let end = "Stopped after step 9. Nothing of the pair is left. You predicted 1 of 1.";
    assert!(text.ends_with(&collapsed(end)), "{text}");
    system::nothing_is_left(&at);
}

#[test]
fn where_the_answers_end_the_score_so_far_is_said() {
    if !can_trace() {
        return;
    }
    let at = address::own();
    let output = predict(2, &at, "2\n");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
    let end = "There is no further answer: the input has ended.\n\n\
               Stopped after step 9. Nothing of the pair is left.\n\n\
               You predicted 0 of 1.\n\
               What you did not foresee is explained here: cargo run -- read 2\n";
    assert!(output.stdout.ends_with(end), "{output:?}");
    let nothing = predict(2, &at, "");
    let end = "There is no further answer: the input has ended.\n\n\
               Stopped after step 6. Nothing of the pair is left.\n";
    assert!(nothing.stdout.ends_with(end), "{nothing:?}");
    system::nothing_is_left(&at);
}

#[test]
fn a_lesson_that_was_edited_is_predicted_as_it_is_now() {
    if !can_trace() {
        return;
    }
    let folder = Folder::new("predicted");
    // The client says nothing: both wait.
    folder.edit(2, |source| {
        source.replace("    stream.write_all(\"你好\".as_bytes())?;\n", "")
    });
    let run = folder
        .open()
        .args(["predict", "2", "--address", &folder.at]);
    let output = run.output(&"1\n".repeat(MANY));
    assert_eq!(output.code, 1, "{output:?}");
    assert!(questions(&output) >= 3, "{output:?}");
    assert!(output.stdout.contains("Nobody can go on"), "{output:?}");
    assert!(output.stdout.contains("\nYou predicted "), "{output:?}");
}

#[test]
fn a_pair_is_predicted_too() {
    let Some(python) = python() else {
        return;
    };
    if !can_trace() {
        return;
    }
    let at = address::own();
    let server = format!(
        "import socket\ns = socket.create_server(('{}', {}))\nc, _ = s.accept()\n\
         c.sendall(c.recv(100))\nc.close()\ns.close()\n",
        at.ip(),
        at.port()
    );
    let client = format!(
        "import socket\nc = socket.create_connection(('{}', {}))\nc.sendall(b'hello')\n\
         print(c.recv(100))\nc.close()\n",
        at.ip(),
        at.port()
    );
    let folder = folder::kept("predicted pairs");
    for (name, text) in [("server.py", server), ("client.py", client)] {
        fs::write(folder.join(name), text).unwrap_or_else(|error| panic!("{error}"));
    }
    let (server, client) = (format!("{python} server.py"), format!("{python} client.py"));
    let pair = workbook(["pair", "--predict", &server, &client]).current_dir(&folder);
    let output = pair.output(&"1\n".repeat(MANY));
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
    assert!((4..=9).contains(&questions(&output)), "{output:?}");
    assert!(output.stdout.contains("\nYou predicted "), "{output:?}");
}

#[test]
fn a_person_is_asked_and_ctrl_c_and_ctrl_d_give_the_prompt_back() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("predicting"), 100, 70);
    let at = address::own();
    screen.types(&format!("predict 2 --address {at}\n"));
    screen.waits_at("1 to 3>").types("\x03");
    screen.shows("The run waits. Type q (or press Ctrl-D) to leave it.");
    screen.waits_at("1 to 3>").types("1\n");
    screen.shows("Right: it sleeps until a client connects.");
    screen.waits_at("1 to 3>").types("\x04");
    screen.shows("You predicted 1 of 1.").waits_at(">");
    system::nothing_is_left(&at);
    screen.types("quit\n");
    assert_eq!(screen.ends(), 0);
}

#[test]
fn who_has_predicted_a_lesson_to_its_end_has_a_mark() {
    if !can_trace() {
        return;
    }
    let home = folder::empty("prompt/mark of a prediction");
    let at = address::own();
    for typed in ["1\nq\n".to_owned(), "1\n".repeat(MANY), "1\n".repeat(MANY)] {
        let run = workbook(["predict", "3", "--address", &at]).at_home(&home);
        run.output(&typed);
    }
    let kept = fs::read_to_string(home.join("socket-workbook/progress"));
    let kept = kept.unwrap_or_else(|error| panic!("{error}"));
    let marks: Vec<&str> = kept.lines().skip(1).collect();
    assert_eq!(marks, ["predicted 3", "3"]);
}
