//! Which language the words of a document are in: where they leave no doubt, or no language at all.
//!
//! A document that is read although it is not English costs nothing, and one that is left out although it is
//! English is lost without a word. So it takes common words of one other language, several of them and many
//! times, or letters that are not Latin, and next to nothing in English. Short and mixed texts tell nothing.

use std::sync::LazyLock;

use super::table::{ENGLISH, LANGUAGES, Language, MOST_WORDS};

/// What is enough to tell. Shares are percentages of all words.
#[derive(Debug)]
struct Proof {
    /// The least number of words.
    words: usize,
    /// The least share of common words of the language.
    common: usize,
    /// How many different ones of them there are at least.
    distinct: u32,
    /// The least share of words in letters that are not Latin.
    other_letters: usize,
    /// The greatest share of common words of English.
    english: usize,
}

/// Where nothing but the words tells. Of the English texts that we looked at, lists of names and of Latin
/// terms among them, none comes near; texts in the languages of the table have 9 to 30 common words in a hundred.
const ALONE: Proof = Proof {
    words: 50,
    common: 8,
    distinct: 5,
    other_letters: 50,
    english: 4,
};

/// Where something else says which language it is, but is not to be trusted by itself.
const WITH_A_HINT: Proof = Proof {
    words: 20,
    common: 4,
    distinct: 3,
    other_letters: 20,
    english: 6,
};

/// What the words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// They are of this language.
    Words(&'static Language),
    /// They are in other letters than English is.
    Letters,
}

/// So many letters are looked at, unless they are not English: then all are, since a translation, or the
/// original, may follow in the same text.
const LETTERS: usize = 2048;

/// So many common words of English in a text settle it, if they are this share of the words so far: a text
/// is mixed then, at least. It spares nearly every text the rest of the count.
const ENOUGH_ENGLISH: usize = 12;
const ENOUGH_OF_A_HUNDRED: usize = 10;

/// In other scripts than Latin so many letters count as a word: more make one in Russian, fewer in Chinese.
const LETTERS_OF_A_WORD: usize = 3;

/// The words of a text, counted.
#[derive(Debug)]
pub(super) struct Words {
    latin: usize,
    letters: usize,
    other_letters: usize,
    /// Common words by language.
    common: [usize; LANGUAGES.len()],
    /// Which of its common words were seen, a bit each.
    seen: [u32; LANGUAGES.len()],
}

impl Words {
    /// Counts the words of some prose, until there are enough of them.
    pub(super) fn count<'t>(prose: impl IntoIterator<Item = &'t str>) -> Words {
        let mut words = Words {
            latin: 0,
            letters: 0,
            other_letters: 0,
            common: [0; LANGUAGES.len()],
            seen: [0; LANGUAGES.len()],
        };
        let runs = prose
            .into_iter()
            .flat_map(|text| text.split(|c: char| !c.is_alphabetic()))
            .filter(|word| !word.is_empty());
        let mut letters = LETTERS;
        for word in runs {
            words.add(word);
            if words.letters >= letters {
                if words.told_by(&WITH_A_HINT).is_none() {
                    break;
                }
                letters = usize::MAX;
            }
            if words.are_english() {
                break;
            }
        }
        words
    }

    fn add(&mut self, word: &str) {
        let length = word.chars().count();
        self.letters += length;
        if !word.chars().next().is_some_and(is_latin) {
            self.other_letters += length;
            return;
        }
        self.latin += 1;
        let Some(key) = key(word) else {
            return;
        };
        let first = COMMON.partition_point(|common| common.key < key);
        let common = COMMON.iter().skip(first);
        for Common { language, bit, .. } in common.take_while(|common| common.key == key) {
            self.common[*language] += 1;
            self.seen[*language] |= bit;
        }
    }

    fn are_english(&self) -> bool {
        let common = self.common[ENGLISH];
        common >= ENOUGH_ENGLISH && common * 100 >= ENOUGH_OF_A_HUNDRED * self.all()
    }

    fn all(&self) -> usize {
        self.latin + self.others()
    }

    fn others(&self) -> usize {
        self.other_letters / LETTERS_OF_A_WORD
    }

    /// What they tell by themselves.
    pub(super) fn told(&self) -> Option<Told> {
        self.told_by(&ALONE)
    }

    fn told_by(&self, proof: &Proof) -> Option<Told> {
        if self.are_in_other_letters(proof) {
            return Some(Told::Letters);
        }
        // Of languages with the same words the first.
        let others = (0..LANGUAGES.len()).filter(|language| *language != ENGLISH);
        let most = others.rev().max_by_key(|language| self.common[*language])?;
        let proven = self.are_of(most, proof);
        proven.then_some(Told::Words(&LANGUAGES[most]))
    }

    /// Whether they may well be in a language that something else names.
    pub(super) fn agree(&self, named: &Language) -> bool {
        match LANGUAGES.iter().position(|language| language == named) {
            Some(_) if named.words.is_empty() => self.are_in_other_letters(&WITH_A_HINT),
            Some(language) => self.are_of(language, &WITH_A_HINT),
            None => false,
        }
    }

    fn are_of(&self, language: usize, proof: &Proof) -> bool {
        self.are_hardly_english(proof)
            && self.common[language] * 100 >= proof.common * self.all()
            && self.seen[language].count_ones() >= proof.distinct
    }

    fn are_in_other_letters(&self, proof: &Proof) -> bool {
        self.are_hardly_english(proof) && self.others() * 100 >= proof.other_letters * self.all()
    }

    fn are_hardly_english(&self, proof: &Proof) -> bool {
        let all = self.all();
        all >= proof.words && self.common[ENGLISH] * 100 <= proof.english * all
    }
}

/// A letter of English, with or without marks.
fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// A common word of a language.
#[derive(Debug)]
struct Common {
    key: u64,
    /// Its index in the table.
    language: usize,
    /// The bit of the word, among those of the language.
    bit: u32,
}

/// The common words of all languages by their keys.
static COMMON: LazyLock<Vec<Common>> = LazyLock::new(|| {
    let mut common = Vec::new();
    for (language, Language { words, .. }) in LANGUAGES.iter().enumerate() {
        let words = words.split_whitespace().take(MOST_WORDS).enumerate();
        common.extend(words.filter_map(|(at, word)| {
            Some(Common {
                key: key(word)?,
                language,
                bit: 1 << at,
            })
        }));
    }
    common.sort_by_key(|common| common.key);
    common
});

/// The bytes of a short word in small letters, as a number; a longer one is no common word.
fn key(word: &str) -> Option<u64> {
    let mut bytes = [0; 8];
    if word.is_ascii() {
        bytes
            .get_mut(..word.len())?
            .copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
    } else {
        let lowered = word.to_lowercase();
        bytes
            .get_mut(..lowered.len())?
            .copy_from_slice(lowered.as_bytes());
    }
    Some(u64::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Told> {
        Words::count([text]).told()
    }

    fn language(text: &str) -> Option<&'static str> {
        match told(text)? {
            Told::Words(language) => Some(language.name),
            Told::Letters => Some("letters"),
        }
    }

    const GERMAN: &str = "Ein Server, der auf Ereignisse wartet, ist nicht immer die beste Wahl. Wenn eine Anfrage \
        viel rechnet, werden alle anderen angehalten, und das merken die Leute sofort. Wir haben es mit einem Dienst \
        erlebt, der Bilder verkleinert: bei zehn Bildern war er schnell, bei tausend stand er still. Node.js und \
        Python kann man auch zusammen betreiben.";
    const FRENCH: &str = "Un serveur qui attend des événements n'est pas toujours le meilleur choix. Quand une \
        requête calcule longtemps, toutes les autres sont arrêtées, et les gens le voient aussitôt. Nous avons vécu \
        cela avec un service qui réduit des images : avec dix images il était rapide, avec mille il ne bougeait plus.";
    const RUSSIAN: &str = "Сервер, который ждёт событий, не всегда лучший выбор. Если один запрос долго считает, все \
        остальные стоят, и люди это сразу замечают. Так было с нашей службой на Node.js, которая уменьшает картинки: \
        с десятью она была быстрой, а с тысячей остановилась совсем и больше никому не отвечала до утра.";
    const JAPANESE: &str = "イベントを待つサーバーがいつも最善とは限りません。一つのリクエストが長く計算すると、ほかのすべてが止まり、\
        利用者はすぐに気づきます。画像を縮小するサービスで実際にそうなりました。十枚なら速かったのに、千枚では完全に止まってしまい、\
        朝まで誰にも答えませんでした。そこでNode.jsとPythonを一緒に使うことにしました。今は二つのサービスが別々に動いていて、\
        どちらかが忙しくても、もう一方はすぐに答えることができます。利用者は違いにほとんど気づかないほどです。";
    const ENGLISH: &str = "A server that waits for events is not always the best choice. When one request computes for \
        long, all the others are held up, and people see it at once. We had this with a service that scales pictures: \
        with ten of them it was fast, and with a thousand it stood still until the morning.";

    #[test]
    fn a_text_in_one_language_is_told() {
        assert_eq!(language(GERMAN), Some("German"));
        assert_eq!(language(FRENCH), Some("French"));
        assert_eq!(language(RUSSIAN), Some("letters"));
        assert_eq!(language(JAPANESE), Some("letters"));
        assert_eq!(language(ENGLISH), None);
    }

    #[test]
    fn a_mixed_text_is_told_by_what_most_of_it_is() {
        // A sentence of somebody else does not change the language.
        let quoted = "«The best choice is the one that you know»";
        assert_eq!(
            language(&format!("{GERMAN} {FRENCH} {quoted}")),
            Some("German")
        );
        assert_eq!(
            language(&format!("{RUSSIAN} {quoted} {RUSSIAN}")),
            Some("letters")
        );
        for foreign in [GERMAN, FRENCH, RUSSIAN, JAPANESE] {
            // Half and half is read.
            assert_eq!(language(&format!("{ENGLISH} {foreign}")), None, "{foreign}");
            assert_eq!(language(&format!("{foreign} {ENGLISH}")), None, "{foreign}");
        }
    }

    #[test]
    fn what_follows_a_long_text_in_another_language_is_seen() {
        let long = format!("{GERMAN} ").repeat(20);
        assert!(long.len() > 2 * LETTERS);
        assert_eq!(language(&long), Some("German"));
        assert_eq!(language(&format!("{long}{}", ENGLISH.repeat(9))), None);
    }

    #[test]
    fn short_texts_and_lists_of_names_tell_nothing() {
        for text in [
            "Der Server ist nicht schnell, und das ist für uns auch nicht wichtig.",
            "Сервер не всегда лучший выбор.",
            "",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
        let names = "Juan de la Cruz, Ana dos Santos, Jan van der Berg, Leonardo da Vinci, Anna von Berg, Marie du Pont, \
            Paolo della Rossa, Åse Lind, José García y Vega, Marc le Blanc, Ann Smith, Bob Jones, Carl Miller, ";
        assert_eq!(told(&names.repeat(9)), None);
        // One word is no language, however often it stands there.
        assert_eq!(told(&"node und npm, express und koa, ".repeat(50)), None);
    }

    #[test]
    fn a_hint_asks_for_less() {
        let named = |code| Language::coded(code).unwrap();
        let short = "Der Server ist nicht schnell. Wir haben daher einen zweiten gebaut, und der antwortet nun auf alles, \
            ohne dass es lange dauert.";
        assert_eq!(told(short), None);
        let words = Words::count([short]);
        assert!(words.agree(named("de")));
        assert!(!words.agree(named("it")));
        assert!(!words.agree(named("ja")));
        assert!(!Words::count([ENGLISH]).agree(named("it")));
        let mixed = format!(
            "{JAPANESE} {}",
            "npm install --save-dev express ".repeat(50)
        );
        assert_eq!(told(&mixed), None);
        assert!(Words::count([mixed.as_str()]).agree(named("ja")));
    }

    #[test]
    fn common_words_are_looked_up_as_they_stand_in_the_table() {
        for word in LANGUAGES.iter().flat_map(|l| l.words.split_whitespace()) {
            assert!(key(word).is_some(), "{word}");
            assert_eq!(key(word), key(&word.to_uppercase()), "{word}");
            assert_eq!(word.to_lowercase(), word);
            assert!(word.chars().all(char::is_alphabetic), "{word}");
        }
    }
}
