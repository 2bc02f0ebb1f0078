//! Which formats there are, and how a file's format is told from its name.

use std::path::Path;

/// A format that documents are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with the GitHub extensions and front matter.
    Markdown,
    /// Markdown with the components and expressions of JSX.
    Mdx,
    /// Pages of HTML.
    Html,
    /// Notebooks of Jupyter, with Markdown in their cells.
    Notebook,
    /// reStructuredText with the directives of Sphinx.
    Rst,
    /// AsciiDoc.
    AsciiDoc,
    /// Plain text as people paste it.
    Plain,
}

/// Formats by name and file extension: the one table to extend.
const FORMATS: &[(Format, &str, &[&str])] = &[
    (
        Format::Markdown,
        "markdown",
        &["md", "markdown", "mdown", "mkd"],
    ),
    (Format::Mdx, "mdx", &["mdx"]),
    (Format::Rst, "rst", &["rst", "rest"]),
    (Format::AsciiDoc, "asciidoc", &["adoc", "asciidoc", "asc"]),
    (Format::Html, "html", &["html", "htm", "xhtml"]),
    (Format::Notebook, "notebook", &["ipynb"]),
    (Format::Plain, "text", &["txt", "text"]),
];

impl Format {
    /// The format with this name (`markdown`, `rst`, `text`).
    pub fn by_name(name: &str) -> Option<Format> {
        FORMATS.iter().find(|(_, n, _)| *n == name).map(|f| f.0)
    }

    /// The names of all formats, for usage messages.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|f| f.1)
    }

    /// The format that a file's extension stands for, upper or lower case.
    pub fn by_extension(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        FORMATS
            .iter()
            .find(|(_, _, extensions)| extensions.contains(&extension.as_str()))
            .map(|f| f.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_extension_and_by_name() {
        assert_eq!(
            Format::by_extension(Path::new("a/b.MD")),
            Some(Format::Markdown)
        );
        assert_eq!(
            Format::by_extension(Path::new("page.XHTML")),
            Some(Format::Html)
        );
        assert_eq!(Format::by_extension(Path::new("b.rst")), Some(Format::Rst));
        assert_eq!(Format::by_extension(Path::new("md")), None);
        assert_eq!(Format::by_extension(Path::new("b.png")), None);
        for name in Format::names() {
            assert!(Format::by_name(name).is_some());
        }
    }
}
