//! The reports of several engines beside each other.

use std::fmt;

use super::conformance::{Check, Report};

/// A table of behaviours, a line each, and engines, a column each; as text it is Markdown, and under
/// it stands what was wrong.
///
/// ```
/// use clairvoix_speech::testing::{FakeEngine, conformance::{Table, check_engine}};
/// let mut table = Table::default();
/// table.add("fake", check_engine(&mut FakeEngine::default()));
/// assert!(table.passed(), "{table}");
/// assert!(table.to_string().contains("| says a sentence to its end | yes |"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    engines: Vec<(String, Report)>,
}

impl Table {
    /// Adds an engine; with a report without checks, as one that is not there.
    pub fn add(&mut self, engine: &str, report: Report) {
        self.engines.push((engine.to_owned(), report));
    }

    /// Whether every engine that is there did all it must; false where none is.
    #[must_use]
    pub fn passed(&self) -> bool {
        let mut there = self.engines.iter().filter(|(_, report)| !report.checks.is_empty());
        there.clone().count() > 0 && there.all(|(_, report)| report.passed())
    }

    /// Every behaviour that was looked at, in the order of the suite.
    fn behaviours(&self) -> Vec<&'static str> {
        let mut known: Vec<&'static str> = Vec::new();
        for check in self.engines.iter().flat_map(|(_, report)| &report.checks) {
            if !known.contains(&check.behaviour) {
                known.push(check.behaviour);
            }
        }
        known
    }
}

/// What stands in a cell: how many voices did it, where not all did.
fn cell(report: &Report, behaviour: &str) -> String {
    if report.checks.is_empty() {
        return "not here".to_owned();
    }
    let of: Vec<&Check> = report.checks.iter().filter(|c| c.behaviour == behaviour).collect();
    let asked = of.iter().filter(|check| check.asked).count();
    let well = of.iter().filter(|check| check.asked && check.result.is_ok()).count();
    match (asked, well) {
        (0, _) => "not asked".to_owned(),
        (asked, well) if asked == well => "yes".to_owned(),
        (asked, well) => format!("{well} of {asked}"),
    }
}

/// How many voices were looked at.
fn voices(report: &Report) -> usize {
    let mut names: Vec<&str> = report.checks.iter().map(|check| check.voice.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.iter().filter(|name| **name != "-").count()
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, first: &str, cells: Vec<String>| {
            writeln!(f, "| {first} | {} |", cells.join(" | "))
        };
        let all = |cell: &dyn Fn(&str, &Report) -> String| {
            self.engines.iter().map(|(name, report)| cell(name, report)).collect::<Vec<_>>()
        };
        line(f, "engine", all(&|name, _| name.to_owned()))?;
        line(f, "---", all(&|_, _| "---".to_owned()))?;
        line(f, "voices looked at", all(&|_, report| voices(report).to_string()))?;
        for behaviour in self.behaviours() {
            line(f, behaviour, all(&|_, report| cell(report, behaviour)))?;
        }
        for (name, report) in &self.engines {
            for check in &report.checks {
                if let Err(why) = &check.result {
                    writeln!(f, "\n{name}, {}: {}: {why}", check.voice, check.behaviour)?;
                }
            }
        }
        Ok(())
    }
}
