//! The languages that documents are translated into: their codes, their names and their commonest words.

/// A language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Language {
    /// Its code of ISO 639, in small letters.
    pub(super) code: &'static str,
    /// Its name in English.
    pub(super) name: &'static str,
    /// The regions and scripts that follow its code in the names of folders and files, in small letters.
    pub(super) regions: &'static str,
    /// At most [`MOST_WORDS`] of its commonest words, none of them English or likely in code. Those of a
    /// language in other letters than Latin ones are not needed.
    pub(super) words: &'static str,
}

/// How many words a language has at most.
pub(super) const MOST_WORDS: usize = 32;

/// The one language that is read.
pub(super) const ENGLISH: usize = 0;

impl Language {
    pub(super) fn is_english(&self) -> bool {
        *self == LANGUAGES[ENGLISH]
    }

    /// The language with this code, upper or lower case.
    pub(super) fn coded(code: &str) -> Option<&'static Language> {
        if !matches!(code.len(), 2 | 3) {
            return None; // as most of what is asked for
        }
        LANGUAGES.iter().find(|l| l.code.eq_ignore_ascii_case(code))
    }

    /// The language with this English name, upper or lower case.
    pub(super) fn named(name: &str) -> Option<&'static Language> {
        let initial = name.chars().next()?.to_ascii_uppercase();
        let mut languages = LANGUAGES.iter().filter(|l| l.name.starts_with(initial));
        languages.find(|l| l.name.eq_ignore_ascii_case(name))
    }
}

const fn of(
    code: &'static str,
    name: &'static str,
    regions: &'static str,
    words: &'static str,
) -> Language {
    Language {
        code,
        name,
        regions,
        words,
    }
}

/// English goes first. No region stands here that makes English words of a name together with the code, as in
/// `say-hi-in` and `a-big-no-no`.
pub(super) static LANGUAGES: [Language; 58] = [
    of(
        "en",
        "English",
        "us gb uk au ca nz ie in za latn",
        "the and that this with from which you your when not they their there these should would what how \
         because been its into other about some only then than them our has",
    ),
    of("ar", "Arabic", "sa eg ae ma dz iq arab", ""),
    of("az", "Azerbaijani", "az latn", ""),
    of("be", "Belarusian", "", ""),
    of("bg", "Bulgarian", "bg", ""),
    of("bn", "Bengali", "bd", ""),
    of(
        "ca",
        "Catalan",
        "es ad",
        "amb els és una que dels aquest però per de la el les un en més del si com ha es seva",
    ),
    of(
        "cs",
        "Czech",
        "cz",
        "je že na se jako není které nebo jsou když aby ale tak jak si být pokud jen pomocí který která ve od \
         při ze jeho",
    ),
    of(
        "da",
        "Danish",
        "dk",
        "og det som er ikke på til en et af den kan du fra eller om hvis ved også der jeg så",
    ),
    of(
        "de",
        "German",
        "de at ch li",
        "der die das und den dem des von mit ist nicht ein eine einen einer für auf sich im auch werden wird \
         oder sie als wenn wir kann zu es bei um",
    ),
    of("el", "Greek", "gr cy", ""),
    of(
        "es",
        "Spanish",
        "es mx ar co cl pe ve us 419",
        "el la los las de que en un una es por con para se del lo como su más al este esta puede cuando si \
         ser son",
    ),
    of("et", "Estonian", "ee", ""),
    of("fa", "Persian", "ir af", ""),
    of(
        "fi",
        "Finnish",
        "fi",
        "ja että ei se ovat voi tai mutta olla jos kun sen myös joka ole tämä niin kuin sitä",
    ),
    of(
        "fil",
        "Filipino",
        "ph",
        "ang mga ng sa na ay ito kung para hindi kami iyong isang o at mo ka niyo",
    ),
    of(
        "fr",
        "French",
        "fr be ca ch lu",
        "le la les de des et un une est que qui dans pour pas sur vous du au ce cette avec il ne sont par ou \
         aux votre nous être vos",
    ),
    of("he", "Hebrew", "il", ""),
    of("hi", "Hindi", "", ""),
    of(
        "hr",
        "Croatian",
        "hr",
        "je se koji za su nije ili kao što može da na koje od će sa ako te ovo ali jer",
    ),
    of(
        "hu",
        "Hungarian",
        "hu",
        "az és hogy nem egy van meg vagy mint csak ez ki azt lehet el kell már amely nincs ezt",
    ),
    of("hy", "Armenian", "am", ""),
    of(
        "id",
        "Indonesian",
        "id",
        "yang dan untuk dengan ini dari pada adalah tidak atau anda dapat akan sebuah dalam itu jika saat \
         kita bisa di ke",
    ),
    of(
        "it",
        "Italian",
        "it ch",
        "il la di che un una è con del della dei sono si gli nel più anche questo le da alla delle questa può \
         come essere ed",
    ),
    of("ja", "Japanese", "jp", ""),
    of("ka", "Georgian", "ge", ""),
    of("kk", "Kazakh", "kz", ""),
    of("km", "Khmer", "kh", ""),
    of("ko", "Korean", "kr", ""),
    of("lt", "Lithuanian", "lt", ""),
    of("lv", "Latvian", "lv", ""),
    of("ml", "Malayalam", "", ""),
    of("mn", "Mongolian", "mn", ""),
    of("mr", "Marathi", "", ""),
    of(
        "ms",
        "Malay",
        "my",
        "yang dan untuk dengan ini dari pada adalah tidak atau anda boleh akan sebuah dalam itu jika kita di \
         ke",
    ),
    of("my", "Burmese", "", ""),
    of(
        "nb",
        "Norwegian",
        "no",
        "og det som er ikke på til en et av den kan du fra eller om hvis ved også der jeg vi så",
    ),
    of("ne", "Nepali", "", ""),
    of(
        "nl",
        "Dutch",
        "nl be",
        "de het een van en niet dat voor zijn je ook wordt naar aan deze als kan te worden bij uit maar er \
         kunt wat om",
    ),
    of(
        "no",
        "Norwegian",
        "",
        "og det som er ikke på til en et av den kan du fra eller om hvis ved også der jeg vi så",
    ),
    of(
        "pl",
        "Polish",
        "pl",
        "nie się na że jest jak dla lub oraz są które może od ale czy który przez tego która być jako tym \
         jeśli po można aby",
    ),
    of(
        "pt",
        "Portuguese",
        "br pt",
        "de que não um uma para da em é se por mais dos na ou ao são você está isso pode seu quando como sua \
         uso ser das",
    ),
    of(
        "ro",
        "Romanian",
        "ro md",
        "și în să este pentru care cu nu sunt mai din sau la un pe ce ca o dacă fi al acest",
    ),
    of("ru", "Russian", "ru", ""),
    of(
        "sk",
        "Slovak",
        "sk",
        "je na sa že ako alebo ktoré keď pri nie sú aby ale tak pre od ich môže ktorý ktorá len si ste",
    ),
    of(
        "sl",
        "Slovenian",
        "si",
        "je se da na za ki ni so tudi kot ali pri lahko če bi od ter ste vse pa",
    ),
    of("sq", "Albanian", "al", ""),
    of(
        "sr",
        "Serbian",
        "rs latn cyrl",
        "je se koji za su nije ili kao što može da na koje od će sa ako te ovo ali jer",
    ),
    of(
        "sv",
        "Swedish",
        "se",
        "och att det som är en för på inte av ett du den till kan om eller från var vi så",
    ),
    of("ta", "Tamil", "", ""),
    of("te", "Telugu", "", ""),
    of("th", "Thai", "th", ""),
    of(
        "tr",
        "Turkish",
        "tr",
        "bir ve bu için ile olarak gibi daha olan değil çok veya kadar ancak sonra ne her olduğu da de",
    ),
    of("uk", "Ukrainian", "ua", ""),
    of("ur", "Urdu", "", ""),
    of(
        "uz",
        "Uzbek",
        "uz latn cyrl",
        "va uchun bilan bu ham kerak yoki bir deb agar uni qilish orqali mumkin esa biz",
    ),
    of(
        "vi",
        "Vietnamese",
        "vn",
        "và của là các một không được những trong cho để có này khi với bạn thể người đó sẽ như từ hoặc ra",
    ),
    of("zh", "Chinese", "cn tw hk sg mo hans hant", ""),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_and_words_are_there_once() {
        let codes: HashSet<_> = LANGUAGES.iter().map(|l| l.code).collect();
        assert_eq!(codes.len(), LANGUAGES.len());
        let english: HashSet<_> = LANGUAGES[ENGLISH].words.split_whitespace().collect();
        for language in &LANGUAGES[1..] {
            let words: Vec<_> = language.words.split_whitespace().collect();
            let distinct: HashSet<_> = words.iter().copied().collect();
            assert_eq!(distinct.len(), words.len(), "{}", language.name);
            assert!(words.len() <= MOST_WORDS, "{}", language.name);
            assert!(distinct.is_disjoint(&english), "{}", language.name);
        }
    }
}
