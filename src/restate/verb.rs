//! What is asked with, and the forms of verbs.

/// Verbs that a question begins with.
pub(super) const AUXILIARIES: [&str; 21] = [
    "do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would", "should",
    "must", "may", "might", "has", "have", "had", "am", "need", "shall",
];

/// Verbs in their plain form, of those that people ask about software with. The first one after a subject ends it.
const VERBS: &[&str] = &[
    "accept",
    "access",
    "activate",
    "add",
    "adopt",
    "allow",
    "annotate",
    "apply",
    "assign",
    "avoid",
    "back",
    "be",
    "beat",
    "become",
    "begin",
    "belong",
    "benefit",
    "bet",
    "bill",
    "bind",
    "block",
    "boast",
    "break",
    "bring",
    "buffer",
    "build",
    "bundle",
    "buy",
    "cache",
    "call",
    "carry",
    "catch",
    "change",
    "charge",
    "check",
    "choke",
    "choose",
    "collect",
    "combine",
    "come",
    "compare",
    "compete",
    "compile",
    "configure",
    "connect",
    "consist",
    "consume",
    "contain",
    "continue",
    "control",
    "convert",
    "cope",
    "copy",
    "cost",
    "count",
    "cover",
    "crash",
    "crawl",
    "create",
    "cut",
    "debug",
    "declare",
    "define",
    "delete",
    "deliver",
    "depend",
    "deploy",
    "derive",
    "design",
    "detect",
    "develop",
    "die",
    "differ",
    "disable",
    "disallow",
    "distribute",
    "do",
    "download",
    "drive",
    "drop",
    "earn",
    "embed",
    "emit",
    "enable",
    "encrypt",
    "end",
    "enforce",
    "enjoy",
    "excel",
    "execute",
    "exist",
    "exit",
    "expect",
    "expose",
    "fail",
    "fall",
    "feature",
    "feel",
    "find",
    "finish",
    "fit",
    "follow",
    "forbid",
    "force",
    "format",
    "found",
    "free",
    "gain",
    "generate",
    "get",
    "give",
    "go",
    "govern",
    "grow",
    "guarantee",
    "handle",
    "have",
    "help",
    "hide",
    "hit",
    "hold",
    "ignore",
    "import",
    "improve",
    "include",
    "increase",
    "inherit",
    "inspect",
    "install",
    "integrate",
    "interpret",
    "invent",
    "iterate",
    "juggle",
    "keep",
    "kill",
    "know",
    "lack",
    "lag",
    "last",
    "launch",
    "lead",
    "leak",
    "learn",
    "leave",
    "let",
    "lie",
    "like",
    "limit",
    "listen",
    "live",
    "load",
    "lock",
    "log",
    "look",
    "lose",
    "maintain",
    "make",
    "manage",
    "match",
    "mean",
    "measure",
    "miss",
    "mix",
    "move",
    "name",
    "need",
    "oblige",
    "offer",
    "open",
    "optimise",
    "optimize",
    "order",
    "originate",
    "outperform",
    "owe",
    "own",
    "parse",
    "pass",
    "pause",
    "pay",
    "perform",
    "pick",
    "port",
    "power",
    "preserve",
    "prevent",
    "print",
    "process",
    "produce",
    "profit",
    "protect",
    "provide",
    "publish",
    "put",
    "raise",
    "rank",
    "reach",
    "read",
    "receive",
    "recognise",
    "recognize",
    "reduce",
    "refuse",
    "reject",
    "release",
    "rely",
    "remain",
    "remind",
    "remove",
    "render",
    "replace",
    "report",
    "require",
    "resolve",
    "restart",
    "restrict",
    "return",
    "rewrite",
    "rule",
    "run",
    "save",
    "say",
    "scale",
    "schedule",
    "secure",
    "see",
    "seem",
    "sell",
    "send",
    "serve",
    "set",
    "share",
    "shine",
    "ship",
    "show",
    "sign",
    "sit",
    "skip",
    "sort",
    "sound",
    "spawn",
    "speak",
    "speed",
    "split",
    "spread",
    "stand",
    "start",
    "stay",
    "stem",
    "stop",
    "store",
    "stream",
    "struggle",
    "suffer",
    "suit",
    "support",
    "switch",
    "take",
    "talk",
    "target",
    "teach",
    "tell",
    "tend",
    "test",
    "think",
    "thrive",
    "throw",
    "tie",
    "tolerate",
    "top",
    "trace",
    "track",
    "trade",
    "trail",
    "translate",
    "transpile",
    "travel",
    "treat",
    "trigger",
    "trust",
    "try",
    "turn",
    "understand",
    "update",
    "upgrade",
    "urge",
    "use",
    "validate",
    "verify",
    "wait",
    "want",
    "warn",
    "waste",
    "watch",
    "work",
    "wrap",
    "write",
];

/// Whether a word is a verb in its plain form, as in "use this".
pub(super) fn is_plain(word: &str) -> bool {
    VERBS.binary_search(&word).is_ok()
}

/// Whether a word is a verb of which something can be the subject: "runs", "created", "is".
pub(super) fn is_finite(word: &str) -> bool {
    let has_stem = |ending: &str| word.strip_suffix(ending).is_some_and(is_plain);
    let is_denied = || word == "cannot" || word.ends_with("n't");
    AUXILIARIES.contains(&word)
        || is_plain(word)
        || is_denied()
        || ["s", "es", "d", "ed"].into_iter().any(has_stem)
        || matches!(word, "made" | "wrote" | "built")
}

/// Whether a word is a verb whose subject is one thing: "runs", "is", "created", but not "run".
pub(super) fn is_of_one(word: &str) -> bool {
    const OF_OTHERS: [&str; 6] = ["do", "are", "were", "have", "am", "need"];
    let is_bent = || {
        let stem = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        stem.is_some_and(|stem| is_plain(&stem)) || !is_plain(word) && is_finite(word)
    };
    !OF_OTHERS.contains(&word) && is_bent()
}

/// "has", "uses", "relies".
fn third_person(verb: &str) -> String {
    match verb {
        "have" => return "has".to_owned(),
        "be" => return "is".to_owned(),
        _ => {}
    }
    let hisses = ["s", "x", "ch", "sh", "o"]
        .iter()
        .any(|ending| verb.ends_with(ending));
    match verb.strip_suffix('y') {
        _ if hisses => format!("{verb}es"),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{verb}s"),
    }
}

/// An auxiliary and what comes after the subject, as they stand in a statement; none for what cannot be told without
/// knowing the past form of the verb.
pub(super) fn affirmed(auxiliary: &str, after: &str) -> Option<String> {
    let (verb, rest) = after.split_once(' ').unwrap_or((after, ""));
    match auxiliary {
        "does" => Some(
            format!("{} {rest}", third_person(verb))
                .trim_end()
                .to_owned(),
        ),
        "do" => Some(after.to_owned()),
        "did" => None,
        _ => Some(format!("{auxiliary} {after}").trim_end().to_owned()),
    }
}

/// An auxiliary with "not": "cannot", "does not".
pub(super) fn negated(auxiliary: &str) -> String {
    match auxiliary {
        "can" => "cannot".to_owned(),
        _ => format!("{auxiliary} not"),
    }
}

/// Whether a verb stands between its subject and what is said of it, so that no other verb follows.
pub(super) fn links(auxiliary: &str) -> bool {
    matches!(
        auxiliary,
        "is" | "are" | "was" | "were" | "am" | "has" | "have" | "had"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_sorted_and_each_is_there_once() {
        assert!(VERBS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn verbs_agree_with_one_subject() {
        for (verb, form) in [
            ("have", "has"),
            ("rely", "relies"),
            ("pay", "pays"),
            ("go", "goes"),
            ("use", "uses"),
        ] {
            assert_eq!(third_person(verb), form);
        }
    }
}
