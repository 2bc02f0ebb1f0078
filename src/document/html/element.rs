//! What the elements of HTML are to a reader of prose.

/// What an element is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Element {
    /// The title of the page.
    Title,
    /// What is known about the page.
    Meta,
    /// Holds what the page is for.
    Content,
    /// Stands around the content of a page, or within it above and below a part: header, footer.
    Surroundings,
    Heading(u8),
    Caption,
    List,
    Item,
    /// What a description list describes; it stands over its descriptions.
    Term,
    Description,
    Details,
    /// The line that stands over details.
    Summary,
    Table,
    TableHead,
    Row,
    Cell,
    HeaderCell,
    Quotation,
    /// Parts text, and is nothing else to us.
    Block,
    Break,
    Picture,
    /// Quoted within a sentence: browsers put quotation marks around it.
    Quote,
    Bold,
    Struck,
    Code,
    Inline,
    /// No prose, with all that is in it.
    Skipped,
    /// No prose, and no tags in it either.
    Raw,
    /// A component, or a name we do not know.
    Unknown,
}

impl Element {
    /// The element with this name, upper or lower case.
    pub(in super::super) fn named(name: &str) -> Element {
        match name.bytes().any(|b| b.is_ascii_uppercase()) {
            true => Element::named_small(&name.to_ascii_lowercase()),
            false => Element::named_small(name),
        }
    }

    /// Whether it does no more within a cell of a table than part text: a cell is one block.
    pub(super) fn parts_text_of_cell(self) -> bool {
        matches!(
            self,
            Element::Content
                | Element::Surroundings
                | Element::List
                | Element::Item
                | Element::Term
                | Element::Description
                | Element::Details
                | Element::Summary
                | Element::Quotation
        )
    }

    fn named_small(name: &str) -> Element {
        match name {
            "title" => Element::Title,
            "meta" => Element::Meta,
            "article" | "main" => Element::Content,
            "header" | "footer" => Element::Surroundings,
            "h1" => Element::Heading(1),
            "h2" => Element::Heading(2),
            "h3" => Element::Heading(3),
            "h4" => Element::Heading(4),
            "h5" => Element::Heading(5),
            "h6" => Element::Heading(6),
            "figcaption" | "caption" => Element::Caption,
            "ul" | "ol" | "menu" | "dl" => Element::List,
            "li" => Element::Item,
            "dt" => Element::Term,
            "dd" => Element::Description,
            "details" => Element::Details,
            "summary" => Element::Summary,
            "table" => Element::Table,
            "thead" => Element::TableHead,
            "tr" => Element::Row,
            "td" => Element::Cell,
            "th" => Element::HeaderCell,
            "blockquote" => Element::Quotation,
            "address" | "aside" | "body" | "center" | "dialog" | "div" | "fieldset" | "figure"
            | "form" | "head" | "hgroup" | "hr" | "html" | "legend" | "option" | "p" | "search"
            | "section" | "tbody" | "tfoot" => Element::Block,
            "br" | "input" => Element::Break,
            "img" | "image" => Element::Picture,
            "q" => Element::Quote,
            "b" | "strong" => Element::Bold,
            "del" | "s" | "strike" => Element::Struck,
            "code" | "kbd" | "samp" | "tt" => Element::Code,
            "a" | "abbr" | "acronym" | "bdi" | "bdo" | "big" | "cite" | "data" | "dfn" | "em"
            | "font" | "i" | "ins" | "label" | "mark" | "small" | "span" | "sub" | "sup"
            | "time" | "u" | "var" | "wbr" => Element::Inline,
            "audio" | "canvas" | "iframe" | "math" | "nav" | "object" | "select" | "svg"
            | "template" | "video" => Element::Skipped,
            "pre" | "script" | "style" | "textarea" => Element::Raw,
            _ => Element::Unknown,
        }
    }
}
