//! A colour of the sRGB space, written `#RRGGBB`.

use std::{fmt, str::FromStr};

/// An opaque sRGB colour.
///
/// ```
/// use clairvoix_profile::Colour;
/// let ink: Colour = "#1b1b1b".parse()?;
/// assert_eq!(ink.to_string(), "#1B1B1B");
/// assert!(ink.contrast("#FFF".parse()?) > 17.0);
/// # Ok::<(), clairvoix_profile::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// The relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
    #[must_use]
    pub fn luminance(self) -> f64 {
        fn linear(channel: u8) -> f64 {
            let value = f64::from(channel) / 255.0;
            // The threshold that WCAG states; sRGB's own 0.04045 gives the same 8-bit results.
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        }
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast ratio of WCAG 2.2, from 1 to 21, the same in both directions.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

impl FromStr for Colour {
    type Err = crate::Error;

    /// Reads `#RGB` or `#RRGGBB`, in either case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || crate::Error::bad_value(format!("\"{text}\" is not a colour such as #1B1B1B"));
        let digits = text.strip_prefix('#').ok_or_else(bad)?;
        let value = u32::from_str_radix(digits, 16).map_err(|_| bad())?;
        let channel = |shift: u32, mask: u32| u8::try_from((value >> shift) & mask).unwrap_or(0);
        // `from_str_radix` also takes a sign: the length and the digits are checked here.
        let plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
        match (digits.len(), plain) {
            (6, true) => {
                Ok(Self { red: channel(16, 0xFF), green: channel(8, 0xFF), blue: channel(0, 0xFF) })
            }
            (3, true) => Ok(Self {
                red: channel(8, 0xF) * 17,
                green: channel(4, 0xF) * 17,
                blue: channel(0, 0xF) * 17,
            }),
            _ => Err(bad()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_agrees_with_published_ratios() {
        let ratio = |a: &str, b: &str| {
            let (a, b): (Colour, Colour) = (a.parse().unwrap(), b.parse().unwrap());
            (a.contrast(b) * 100.0).round() / 100.0
        };
        assert_eq!(ratio("#000", "#FFF"), 21.0);
        assert_eq!(ratio("#FFF", "#FFF"), 1.0);
        // The two greys that the WCAG community quotes on either side of 4.5.
        assert_eq!(ratio("#767676", "#FFFFFF"), 4.54);
        assert_eq!(ratio("#777777", "#FFFFFF"), 4.48);
    }

    #[test]
    fn what_is_not_a_colour_is_refused() {
        for bad in ["", "#", "red", "#12", "#12345", "#GGGGGG", "#+12", "#-12345", "é", "#ééé"]
        {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
    }
}
