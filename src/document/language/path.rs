//! What the path of a document says of its language, by the conventions of those who keep translations.
//!
//! Two letters mean many things: `docs/it` may be for the people who run the computers, `be` is the back end,
//! and `learn-it.md` ends in no code at all. So a code alone is a hint. It is sure with a region (`pt-BR`,
//! `README.zh-CN.md`), or as the whole name of what lies right in a folder for translations (`i18n/fr`).

use super::table::Language;

/// What a part of a path says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign<'p> {
    pub(super) language: &'static Language,
    /// The folder or the file that says it.
    pub(super) part: &'p str,
    /// Whether that is enough by itself.
    pub(super) is_sure: bool,
}

/// Folders in which there is one folder, or one file, a language. `lang` and `languages` are not here: they hold
/// pages on Go and C# as well.
const OF_TRANSLATIONS: [&str; 11] = [
    "i18n",
    "_i18n",
    "l10n",
    "locale",
    "locales",
    "localization",
    "localizations",
    "localized",
    "translation",
    "translations",
    "translated",
];

/// What a path says: what is sure before what is a hint, then what stands nearer to the file.
pub(super) fn tell(path: &str) -> Option<Sign<'_>> {
    let mut parts = path.rsplit('/').filter(|part| !part.is_empty()).peekable();
    let mut hint = None;
    let mut is_file = true;
    while let Some(part) = parts.next() {
        let stem = match part.rsplit_once('.') {
            Some((stem, _)) if is_file => stem,
            _ => part,
        };
        is_file = false;
        let above = parts.peek().copied().unwrap_or_default();
        let is_translation = OF_TRANSLATIONS
            .iter()
            .any(|f| f.eq_ignore_ascii_case(above));
        let Some((language, is_sure)) = named(stem, is_translation) else {
            continue;
        };
        let sign = Sign {
            language,
            part,
            is_sure,
        };
        if is_sure {
            return Some(sign);
        }
        hint = hint.or(Some(sign));
    }
    hint
}

/// The language that a name ends with, and whether it is sure: `fr`, `pt-BR`, `README.zh-Hant`, `ru-russian`.
fn named(name: &str, is_translation: bool) -> Option<(&'static Language, bool)> {
    let separators = name.match_indices(['.', '-', '_']);
    let starts = std::iter::once(0).chain(separators.map(|(at, _)| at + 1));
    starts.rev().take(MOST_PARTS).fold(None, |found, start| {
        let end = &name[start..];
        let read = match end.split_once(['-', '_']) {
            Some((code, region)) => tag(code, region).map(|language| (language, true)),
            None => Language::coded(end)
                .or_else(|| Language::named(end))
                .map(|language| {
                    // Whatever else it may mean, a file is rather read than not.
                    let is_whole = is_translation && start == 0;
                    (language, is_whole || language.is_english())
                }),
        };
        // The longest that is known: `pt-br`, and not what `br` may be.
        read.or(found)
    })
}

/// A tag has no more parts than this: `zh-Hant-TW`.
const MOST_PARTS: usize = 3;

/// The language of a code with a region or a script, or both.
fn tag(code: &str, region: &str) -> Option<&'static Language> {
    let language = Language::coded(code)?;
    let is_known = |part: &str| {
        let mut regions = language.regions.split_whitespace();
        regions.any(|region| region.eq_ignore_ascii_case(part))
    };
    region.split(['-', '_']).all(is_known).then_some(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str) -> Option<(&'static str, &str, bool)> {
        tell(path).map(|sign| (sign.language.code, sign.part, sign.is_sure))
    }

    #[test]
    fn a_region_or_a_folder_of_translations_is_sure() {
        for (path, code, part) in [
            (
                "i18n/fr/docusaurus-plugin-content-docs/current/a.md",
                "fr",
                "fr",
            ),
            ("site/_i18n/it/about.md", "it", "it"),
            ("locales/zh-CN/guide.md", "zh", "zh-CN"),
            ("content/pt-br/index.md", "pt", "pt-br"),
            ("docs/tutorials/ko_KR/auth.md", "ko", "ko_KR"),
            ("docs/es-419/a.md", "es", "es-419"),
            ("translations/de.md", "de", "de.md"),
            ("translations/german/README.md", "de", "german"),
            ("README.zh-CN.md", "zh", "README.zh-CN.md"),
            ("README-zh-Hant.md", "zh", "README-zh-Hant.md"),
            ("README_zh-Hant-TW.md", "zh", "README_zh-Hant-TW.md"),
            ("readme-pt_BR.md", "pt", "readme-pt_BR.md"),
            // Nearest to the file, but sure before near.
            ("i18n/fr/locales/de/a.md", "de", "de"),
            ("i18n/fr/docs/it/a.md", "fr", "fr"),
        ] {
            assert_eq!(told(path), Some((code, part, true)), "{path}");
        }
    }

    #[test]
    fn a_code_or_a_name_alone_is_a_hint() {
        for (path, code, part) in [
            ("docs/de/a.md", "de", "de"),
            ("docs/it/a.md", "it", "it"),
            ("_posts/fr/2020-01-01-a.md", "fr", "fr"),
            ("index.fr.mdx", "fr", "index.fr.mdx"),
            ("readme_ja.md", "ja", "readme_ja.md"),
            ("learn-it.md", "it", "learn-it.md"),
            ("translations/why-we-do-it.md", "it", "why-we-do-it.md"),
            ("Spanish/01_a.md", "es", "Spanish"),
            (
                "README.brazilian-portuguese.md",
                "pt",
                "README.brazilian-portuguese.md",
            ),
            ("translations/ru-russian/a.md", "ru", "ru-russian"),
            ("docs/languages/cs/a.md", "cs", "cs"),
            ("a-big-no-no.md", "no", "a-big-no-no.md"),
        ] {
            assert_eq!(told(path), Some((code, part, false)), "{path}");
        }
    }

    #[test]
    fn most_paths_say_nothing() {
        for path in [
            "",
            "<stdin>",
            "README.md",
            "src/go/README.md",
            "docs/js/api.md",
            "i18n/README.md",
            "docs/translations/index.md",
            "db/as/is/a.md",
            "say-hi-in.md",
            "no-js/a.md",
            "docs/es-next/a.md",
            "de-facto.md",
            "x-no-.md",
            "/",
            "é/ü.md",
        ] {
            assert_eq!(
                told(path).filter(|(_, _, is_sure)| *is_sure),
                None,
                "{path}"
            );
        }
        for path in [
            "README.md",
            "src/go/a.md",
            "docs/js/api.md",
            "i18n/index.md",
            "say-hi-in.md",
        ] {
            assert_eq!(told(path), None, "{path}");
        }
    }

    #[test]
    fn english_is_taken_at_its_word() {
        for path in [
            "i18n/en/a.md",
            "pages/en/a.md",
            "docs/en/it/a.md",
            "a.en.md",
            "en-GB/a.md",
        ] {
            let (code, _, is_sure) = told(path).unwrap();
            assert!(code == "en" && is_sure, "{path}");
        }
    }
}
