//! A lesson that the person has changed, at the prompt.

use crate::can_trace;
use crate::screen::Screen;
use crate::support::trap::Folder;

#[test]
fn after_a_run_of_a_changed_lesson_the_prompt_offers_to_show_what_that_did() {
    if !can_trace() {
        return;
    }
    let folder = Folder::new("offer of a difference");
    let offer = "You changed 2 lines of lesson 2: diff 2 shows what that did.";
    let workbook = folder.open().env("TERM", "xterm").env("NO_COLOR", "");
    let screen = Screen::at_prompt(workbook, 100, 70);
    screen.types(&format!("run 2 --address {}\n", folder.at));
    screen.shows("Next: lesson 1").waits_at(">");
    assert!(!screen.text().contains("diff"), "{}", screen.text());
    folder.edit(2, |source| {
        source
            .replace("\"你好\".as_bytes()", "b\"hi\"")
            .replace("\"欢迎\".as_bytes()", "b\"yes\"")
    });
    screen.types(&format!("run 2 --address {}\n", folder.at));
    screen.shows(offer).waits_at(">");
    screen.types(&format!("diff 2 --address {}\n", folder.at));
    screen
        .shows("The other 18 steps are the same.")
        .waits_at(">");
    screen.types("quit\n");
    assert_eq!(screen.ends(), 0);
}
