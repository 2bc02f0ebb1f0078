//! The XML of JUnit, for programs that show tests: a suite a file, a failed case a finding. What is not
//! asserted is a case that passes. Lines and columns are 1-based, columns in scalars.

use std::io::{self, Write};

use quick_xml::events::BytesText;
use rustc_hash::FxHashMap;

use super::xml::{Elements, Root};
use super::{Context, Report, explanation, message, notes, printable};
use crate::document::Source;
use crate::finding::Finding;

/// A suite for each file with findings, or one case that passes.
pub(super) struct Junit<'d> {
    context: Context<'d>,
    root: Root,
}

impl<'d> Junit<'d> {
    pub(super) fn new(context: Context<'d>) -> Junit<'d> {
        Junit {
            context,
            root: Root::new("testsuites", ("name", "factlint")),
        }
    }
}

impl Report for Junit<'_> {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        let path = printable::path(self.context.path(source));
        let failed = findings.iter().filter(|f| f.is_reported()).count();
        self.root.element(out, |elements| {
            suite(elements, &path, findings.len(), failed, |elements| {
                let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
                for finding in findings {
                    let nth = seen.entry(finding.id()).or_default();
                    *nth += 1;
                    case(elements, &path, source, finding, *nth)?;
                }
                Ok(())
            })
        })
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.root.is_empty() {
            self.root.element(out, |elements| {
                suite(elements, "factlint", 1, 0, |elements| {
                    let case = elements.create_element("testcase");
                    let name = [("name", "nothing found"), ("classname", "factlint")];
                    case.with_attributes(name).write_empty()?;
                    Ok(())
                })
            })?;
        }
        self.root.end(out)
    }
}

fn suite(
    elements: &mut Elements<'_>,
    name: &str,
    tests: usize,
    failures: usize,
    cases: impl FnOnce(&mut Elements<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let suite = elements.create_element("testsuite").with_attributes([
        ("name", name),
        ("tests", &tests.to_string()),
        ("failures", &failures.to_string()),
        ("errors", "0"),
        ("skipped", "0"),
    ]);
    suite.write_inner_content(cases)?;
    Ok(())
}

/// A finding, the `nth` of its claim in the file. Cases of one name are taken for one, and the name must
/// not change when the text moves.
fn case(
    elements: &mut Elements<'_>,
    path: &str,
    source: &Source,
    finding: &Finding<'_>,
    nth: usize,
) -> io::Result<()> {
    let at = source.position(finding.span.start);
    let name = match nth {
        1 => finding.id().to_owned(),
        nth => format!("{} ({nth})", finding.id()),
    };
    let case = elements.create_element("testcase").with_attributes([
        ("name", name.as_str()),
        ("classname", without_extension(path)),
        ("file", path),
        ("line", &at.line.to_string()),
        ("column", &at.column.to_string()),
    ]);
    case.write_inner_content(|elements| {
        if finding.is_reported() {
            let notes = notes(source, finding).join("\n");
            let place = format!("{path}:{}:{}", at.line, at.column);
            let failure = elements.create_element("failure").with_attributes([
                ("type", finding.level().name()),
                ("message", &message(finding)),
            ]);
            failure.write_text_content(BytesText::new(&format!("{place}\n{notes}")))?;
        } else {
            let told = explanation(source, finding);
            let output = elements.create_element("system-out");
            output.write_text_content(BytesText::new(&told))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What reads a class name takes what follows its last dot for the class.
fn without_extension(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension))
            if !extension.contains('/') && !stem.is_empty() && !stem.ends_with('/') =>
        {
            stem
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_extension_is_taken_off() {
        for (path, class) in [
            ("docs/a.md", "docs/a"),
            ("v1.2/README", "v1.2/README"),
            ("docs/.hidden", "docs/.hidden"),
            (".hidden", ".hidden"),
            ("a.b.md", "a.b"),
        ] {
            assert_eq!(without_extension(path), class);
        }
    }
}
