//! Which characters of a text are shown as they are: those that a reader sees and that stand for
//! themselves, in every script. What drives a terminal, turns the direction of writing, hides
//! something, or covers other lines is not.
//!
//! It is the rule of `lessons/printable.rs`, which has to be readable alone and needs nothing
//! but the standard library; a test holds the two together, over all of Unicode.

use unicode_width::UnicodeWidthChar;

/// So many marks may stand on one character. A syllable of Tibetan can have eight.
const MOST_MARKS: usize = 8;

/// Asked for one character after the other, since a mark is text only after a letter.
#[derive(Default)]
pub struct Legible {
    /// How many more marks may follow here.
    room: usize,
    /// The character before is of ASCII, where a joiner only hides.
    after_ascii: bool,
}

impl Legible {
    /// Whether this character, the next one of a text, is shown as it is.
    pub fn allows(&mut self, c: char) -> bool {
        let joins = is_joiner(c) && !self.after_ascii;
        let allowed = if is_blank(c) {
            self.room = 0;
            true
        } else if is_visible(c) {
            self.room = MOST_MARKS;
            true
        } else if self.room > 0 && (is_mark(c) || joins) {
            self.room -= 1;
            true
        } else {
            self.room = 0;
            false
        };
        // What is escaped ends with `}` or a letter.
        self.after_ascii = c.is_ascii() || !allowed;
        allowed
    }
}

/// Columns on a terminal. A sign counts for one at least, even if a terminal draws it together
/// with the next: then it is no mark, and may come again and again.
pub fn columns(c: char) -> usize {
    let least = usize::from(is_visible(c));
    c.width().unwrap_or(0).max(least)
}

/// A space of whatever width, but no new line: U+2028 and U+2029 are a new line and paragraph.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// A character that shows something and stands for itself. `escape_debug` of the standard
/// library knows the tables of Unicode, and leaves such a character as it is.
fn is_visible(c: char) -> bool {
    match c {
        '\'' | '"' | '\\' => true,
        // Signs of Arabic, Syriac and Kaithi, which are seen although they count as format
        // characters: Prepended_Concatenation_Mark, Unicode Annex 44.
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' => true,
        '\u{110bd}' | '\u{110cd}' => true,
        _ if is_filler(c) || is_part_of_syllable(c) => false,
        _ => c.escape_debug().len() == 1,
    }
}

/// A mark that is drawn on the character before it, such as an accent: `escape_debug` of a text
/// escapes it at the beginning alone.
fn is_mark(c: char) -> bool {
    let after_a_letter = || format!("a{c}").escape_debug().count() == 2;
    is_part_of_syllable(c) || (!is_filler(c) && after_a_letter())
}

/// Letters of Korean that show nothing.
fn is_filler(c: char) -> bool {
    matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

/// Vowels and finals of old Korean: a terminal draws them into the syllable before them.
fn is_part_of_syllable(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}')
}

/// They join or part the letters of Persian, Hindi or Mongolian, and the pieces of an emoji.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{180e}')
}
