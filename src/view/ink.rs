//! The colours. They help the eye and carry no meaning of their own: all that they say
//! stands there in words. What has a hue brings its own background, both of the 256 colours that
//! no theme changes: a hue that is readable on every light theme is not on the dark ones. All
//! else has the terminal's own colour of text.

use event::End;
use owo_colors::{OwoColorize, Style, XtermColors};

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// What a person reads: calls, words, source.
    Plain,
    /// What a person only looks up: step numbers, the lines between the lanes.
    Faint,
    /// Who it is.
    Name(End),
    /// The state of a connection, the title, and what goes from one side to the other.
    Strong,
    /// A call that failed, a complaint.
    Failed,
}

/// The text on a background, as numbers of the 256 colours.
#[derive(Clone, Copy)]
struct Badge {
    text: u8,
    ground: u8,
}

const SERVER: Badge = Badge::white_on(23);
const CLIENT: Badge = Badge::white_on(90);
const FAILED: Badge = Badge::white_on(124);

impl Badge {
    const fn white_on(ground: u8) -> Badge {
        Badge { text: 231, ground }
    }

    fn style(self) -> Style {
        let [text, ground] = [self.text, self.ground].map(XtermColors::from);
        Style::new().color(text).on_color(ground)
    }
}

pub fn paint(ink: Ink, text: &str) -> String {
    let style = match ink {
        Ink::Plain => return text.to_owned(),
        Ink::Faint => Style::new().dimmed(),
        Ink::Name(End::Server | End::Program) => SERVER.style(),
        Ink::Name(End::Client(_)) => CLIENT.style(),
        Ink::Strong => Style::new().bold(),
        Ink::Failed => FAILED.style(),
    };
    text.style(style).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue of the cube in the 256 colours.
    fn parts(number: u8) -> [u8; 3] {
        let at = number - 16;
        [at / 36, at / 6 % 6, at % 6].map(|step| if step == 0 { 0 } else { 55 + 40 * step })
    }

    /// How bright it is, from 0 to 1: WCAG 2, relative luminance.
    fn luminance(number: u8) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            part if part <= 0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        let [red, green, blue] = parts(number).map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn what_has_a_hue_is_readable_whatever_the_theme() {
        for badge in [SERVER, CLIENT, FAILED] {
            let [text, ground] = [badge.text, badge.ground].map(luminance);
            let contrast = (text + 0.05) / (ground + 0.05);
            assert!(contrast >= 4.5, "{}: {contrast:.1} to 1", badge.ground);
        }
        let inks = [
            Ink::Name(End::Server),
            Ink::Name(End::Client(1)),
            Ink::Failed,
        ];
        for ink in inks {
            // Both colours are set, and none of the 16 that a theme chooses.
            let shown = paint(ink, "a");
            assert!(shown.starts_with("\u{1b}[38;5;231;48;5;"), "{shown:?}");
        }
        let others = [Ink::Plain, Ink::Faint, Ink::Strong].map(|ink| paint(ink, "a"));
        assert_eq!(others, ["a", "\u{1b}[2ma\u{1b}[0m", "\u{1b}[1ma\u{1b}[0m"]);
    }
}
