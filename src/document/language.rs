//! Which language a document is in, as far as it has to be known: only English is read.
//!
//! What a document says of itself goes before its path, and its path before its words. What may mean something
//! else ("docs/it", "language: cs") only counts if the words agree, and without any of it the words have to be
//! plain: a document that is left out although it is English is lost, and nobody sees it.

mod path;
mod table;
mod words;

use std::fmt;

use super::fields::fields;
use super::{Format, html};
use table::Language;
use words::{Told, Words};

/// What tells that a document is not English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foreign {
    /// It says so itself.
    Said {
        /// The English name of its language.
        language: &'static str,
        /// What says it, as it is written: `lang: fr`.
        written: String,
    },
    /// Its path says so.
    Path {
        /// The English name of its language.
        language: &'static str,
        /// The folder or the file that says it.
        part: String,
    },
    /// Its commonest words are those of another language.
    Words {
        /// The English name of its language.
        language: &'static str,
    },
    /// Its letters are not those of English.
    Letters,
}

impl Foreign {
    /// Whether nobody has said so, and it is concluded from the words alone.
    pub fn is_guessed(&self) -> bool {
        matches!(self, Foreign::Words { .. })
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Foreign::Said { language, written } => {
                write!(f, "it says that it is in {language}: `{written}`")
            }
            Foreign::Path { language, part } => {
                write!(f, "its path says that it is in {language}: `{part}`")
            }
            Foreign::Words { language } => write!(f, "its words are {language}"),
            Foreign::Letters => f.write_str("its letters are not Latin"),
        }
    }
}

/// What is said of the language of a document, before a word of it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// That it is English.
    English,
    /// That it is not.
    Foreign(Foreign),
    /// That it is not, by what may mean something else.
    Perhaps {
        language: &'static Language,
        otherwise: Foreign,
    },
    /// Nothing.
    Nothing,
}

/// What a document and its path say. The path is seen from the root of the repository, or is the one that the
/// user gave: what lies above belongs to the machine, and a project may well stand in a folder `de`.
pub(crate) fn said(path: &str, format: Format, text: &str) -> Said {
    let itself = in_fields(format, text).or_else(|| in_markup(format, text));
    let signs = [itself, by_path(path)];
    let mut signs: Vec<Sign> = signs.into_iter().flatten().collect();
    signs.sort_by_key(|sign| !sign.is_sure);
    match signs.into_iter().next() {
        None => Said::Nothing,
        Some(sign) if sign.language.is_english() => Said::English,
        Some(sign) if sign.is_sure => Said::Foreign(sign.foreign),
        Some(sign) => Said::Perhaps {
            language: sign.language,
            otherwise: sign.foreign,
        },
    }
}

impl Said {
    /// Why a document is not English, after a look at its prose if that is needed.
    pub(crate) fn foreign<'t>(self, prose: impl IntoIterator<Item = &'t str>) -> Option<Foreign> {
        match self {
            Said::English => None,
            Said::Foreign(foreign) => Some(foreign),
            Said::Nothing => by_words(&Words::count(prose)),
            Said::Perhaps {
                language,
                otherwise,
            } => {
                let words = Words::count(prose);
                match words.agree(language) {
                    true => Some(otherwise),
                    false => by_words(&words),
                }
            }
        }
    }
}

fn by_words(words: &Words) -> Option<Foreign> {
    Some(match words.told()? {
        Told::Words(language) => Foreign::Words {
            language: language.name,
        },
        Told::Letters => Foreign::Letters,
    })
}

/// Something that names a language.
struct Sign {
    language: &'static Language,
    is_sure: bool,
    foreign: Foreign,
}

impl Sign {
    fn written(language: &'static Language, is_sure: bool, written: String) -> Sign {
        Sign {
            language,
            is_sure,
            foreign: Foreign::Said {
                language: language.name,
                written,
            },
        }
    }
}

fn by_path(path: &str) -> Option<Sign> {
    let path::Sign {
        language,
        part,
        is_sure,
    } = path::tell(path)?;
    Some(Sign {
        language,
        is_sure,
        foreign: Foreign::Path {
            language: language.name,
            part: part.to_owned(),
        },
    })
}

/// Keys that name the language of the text, and whether a code says enough there: pages on code give the language
/// of that under the last one, and `cs` is C# to them.
const KEYS: [(&str, bool); 3] = [("lang", true), ("locale", true), ("language", false)];

/// `lang: fr` in front matter or a list of fields, at its outermost level: what lies within is said of something
/// else, of a translation perhaps.
fn in_fields(format: Format, text: &str) -> Option<Sign> {
    // The other formats have fields only within fences.
    let is_open = matches!(format, Format::Rst | Format::AsciiDoc);
    if !is_open && !text.trim_start_matches('\u{FEFF}').starts_with(['-', '+']) {
        return None;
    }
    fields(text).find_map(|field| {
        let key = field.key.trim_end().trim_matches('"');
        let (_, says_enough) = KEYS.iter().find(|(k, _)| k.eq_ignore_ascii_case(key))?;
        let value = field.value.split(" #").next().unwrap_or_default().trim();
        let value = value.trim_matches(['"', '\'']);
        let (language, is_plain) = tagged(value)?;
        let written = format!("{key}: {value}");
        Some(Sign::written(language, *says_enough || is_plain, written))
    })
}

/// `<html lang="fr">`.
fn in_markup(format: Format, text: &str) -> Option<Sign> {
    if format != Format::Html {
        return None;
    }
    let head = (0..=text.len().min(HEAD)).rev();
    let head = head
        .map_while(|end| text.get(..end))
        .next()
        .unwrap_or_default();
    let tag = html::tags_named(head, &["html"]).next()?;
    ["lang", "xml:lang"].into_iter().find_map(|name| {
        let value = tag.get(html::attribute(tag, name)?)?;
        let (language, _) = tagged(value)?;
        Some(Sign::written(language, true, format!("{name}=\"{value}\"")))
    })
}

/// How far from its beginning a page opens, in bytes.
const HEAD: usize = 4096;

/// The language of a tag such as `fr`, `fr-CA` or `zh_Hant_TW`, or of an English name; and whether it can mean
/// nothing else.
fn tagged(value: &str) -> Option<(&'static Language, bool)> {
    let mut parts = value.split(['-', '_', '.']);
    let code = parts.next()?;
    let mut is_tag = false;
    for part in parts {
        is_tag = matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if !is_tag {
            return None;
        }
    }
    match Language::named(value) {
        Some(language) => Some((language, true)),
        None => Some((Language::coded(code)?, is_tag)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKDOWN: Format = Format::Markdown;

    /// What a text says of itself, without a path and before its words.
    fn itself(format: Format, text: &str) -> Said {
        said("", format, text)
    }

    fn is_foreign(format: Format, text: &str, written: &str) {
        match itself(format, text) {
            Said::Foreign(foreign) => assert!(
                foreign.to_string().ends_with(&format!("`{written}`")),
                "{foreign}"
            ),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_document_says_its_language() {
        for (value, written) in [
            ("fr", "lang: fr"),
            ("\"fr-CA\"", "lang: fr-CA"),
            ("'zh_Hant_TW' # so", "lang: zh_Hant_TW"),
            ("PT-BR", "lang: PT-BR"),
            ("German", "lang: German"),
            ("de_DE.utf8", "lang: de_DE.utf8"),
        ] {
            is_foreign(
                MARKDOWN,
                &format!("---\ntitle: X\nlang: {value}\n---\nText"),
                written,
            );
        }
        is_foreign(MARKDOWN, "+++\nlocale = \"ja\"\n+++\nText", "locale: ja");
        is_foreign(
            Format::Mdx,
            "---\n\"language\": es-MX\n---\nText",
            "language: es-MX",
        );
        is_foreign(Format::AsciiDoc, "= X\n:lang: de\n\nText", "lang: de");
        is_foreign(Format::Rst, "X\n=\n\n:Lang: de\n\nText", "Lang: de");
        is_foreign(
            Format::Html,
            "<!DOCTYPE html>\n<html class=\"x\" lang=\"fr\"><body>Text",
            "lang=\"fr\"",
        );
        is_foreign(
            Format::Html,
            "<html xml:lang='fr-BE'>",
            "xml:lang=\"fr-BE\"",
        );
        for text in ["en", "en-GB", "EN_us", "English", "\"en\""] {
            let text = format!("---\nlang: {text}\n---\nText");
            assert_eq!(itself(MARKDOWN, &text), Said::English, "{text}");
        }
    }

    #[test]
    fn what_names_no_language_of_the_text_says_nothing() {
        for text in [
            "---\nlanguage: python\n---\nText",
            "---\nlang: c\n---\nText",
            "---\nlang: [fr, en]\n---\nText",
            "---\nlang: xx-YY\n---\nText",
            "---\nlang:\n---\nText",
            "---\nlang: fr-\n---\nText",
            // The language of something else.
            "---\ntranslations:\n  - lang: fr\n    url: /fr\n---\nText",
            "---\ntranslations:\n  lang: fr\n---\nText",
            // No head at all.
            "lang: fr\n\nText",
            "Text\n\n---\nlang: fr\n---\n",
        ] {
            assert_eq!(itself(MARKDOWN, text), Said::Nothing, "{text}");
        }
        let page = "<p>Write `<html lang=\"fr\">`.</p>";
        assert_eq!(itself(MARKDOWN, page), Said::Nothing);
        let deep = format!("{}<html lang=\"fr\">", "é ".repeat(HEAD));
        assert_eq!(itself(Format::Html, &deep), Said::Nothing);
    }

    #[test]
    fn itself_before_the_path_and_what_is_sure_before_what_is_not() {
        let english = "---\nlang: en\n---\nText";
        assert_eq!(said("i18n/fr/a.md", MARKDOWN, english), Said::English);
        let french = "---\nlang: fr\n---\nText";
        for path in ["i18n/de/a.md", "pages/en/a.md"] {
            let said = said(path, MARKDOWN, french);
            assert!(matches!(
                said,
                Said::Foreign(Foreign::Said {
                    language: "French",
                    ..
                })
            ));
        }
        let sharp = "---\nlanguage: cs\n---\nText";
        assert!(matches!(itself(MARKDOWN, sharp), Said::Perhaps { .. }));
        assert_eq!(said("pages/en/a.md", MARKDOWN, sharp), Said::English);
        let by_path = said("i18n/pl/a.md", MARKDOWN, sharp);
        assert_eq!(
            by_path,
            Said::Foreign(Foreign::Path {
                language: "Polish",
                part: "pl".to_owned()
            })
        );
    }

    #[test]
    fn a_hint_needs_the_words_and_a_sure_sign_does_not() {
        let english = "The people who run the computers have a page of their own, and this is what they say \
                       there of a server that waits: it is fast as long as nobody asks it for more than a number.";
        let italian = "Il server che aspetta è veloce, ma non è la scelta migliore per chi deve calcolare: le altre \
                       richieste sono ferme, e questo si vede. Anche con più macchine il problema è lo stesso.";
        let reason = |path: &str, text: &str| {
            let foreign = said(path, MARKDOWN, text).foreign([text]);
            foreign.map(|foreign| foreign.to_string())
        };
        assert_eq!(reason("docs/it/a.md", english), None);
        assert_eq!(
            reason("docs/it/a.md", italian).unwrap(),
            "its path says that it is in Italian: `it`"
        );
        assert_eq!(reason("docs/a.md", italian), None, "too short to be told");
        let long = italian.repeat(3);
        assert_eq!(reason("docs/a.md", &long).unwrap(), "its words are Italian");
        // The hint is of another language than the words.
        assert_eq!(
            reason("docs/no/a.md", &long).unwrap(),
            "its words are Italian"
        );
        assert_eq!(reason("docs/en/a.md", &long), None);
        assert_eq!(
            reason("i18n/it/a.md", "").unwrap(),
            "its path says that it is in Italian: `it`"
        );
    }
}
