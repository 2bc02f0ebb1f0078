//! The shape of a SARIF log, as far as we fill it. It knows nothing of findings.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) tool: Tool,
    pub(super) column_kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) invocations: Option<[Invocation; 1]>,
    pub(super) results: Vec<Result>,
    pub(super) properties: RunProperties,
}

#[derive(Serialize)]
pub(super) struct RunProperties {
    /// The edition of the database.
    pub(super) claims: String,
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) short_description: Text,
    pub(super) full_description: Text,
    pub(super) help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help_uri: Option<String>,
    pub(super) default_configuration: Setting,
    pub(super) properties: RuleProperties,
}

#[derive(Serialize)]
pub(super) struct Text {
    pub(super) text: String,
}

#[derive(Serialize)]
pub(super) struct Help {
    pub(super) text: String,
    pub(super) markdown: String,
}

#[derive(Serialize)]
pub(super) struct Setting {
    pub(super) level: &'static str,
}

#[derive(Serialize)]
pub(super) struct RuleProperties {
    pub(super) tags: [String; 3],
    /// By this GitHub sorts rules: `error`, `warning` or `recommendation`.
    #[serde(rename = "problem.severity")]
    pub(super) problem_severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: [Notification; 1],
}

#[derive(Serialize)]
pub(super) struct Notification {
    pub(super) level: &'static str,
    pub(super) message: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result {
    pub(super) rule_id: String,
    pub(super) rule_index: usize,
    pub(super) kind: &'static str,
    pub(super) level: &'static str,
    pub(super) message: Text,
    pub(super) locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Related>,
    pub(super) partial_fingerprints: Fingerprints,
    pub(super) properties: ResultProperties,
}

#[derive(Serialize)]
pub(super) struct Fingerprints {
    /// The name that GitHub looks for.
    #[serde(rename = "primaryLocationLineHash")]
    pub(super) primary: String,
    /// The same under a name of our own, with the version of its rule.
    #[serde(rename = "factlintClaim/v1")]
    pub(super) own: String,
}

#[derive(Serialize)]
pub(super) struct ResultProperties {
    pub(super) verdict: &'static str,
    pub(super) stance: &'static str,
    pub(super) confidence: &'static str,
    /// The author's words, folded.
    pub(super) text: String,
    pub(super) instead: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) true_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) true_until: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    pub(super) physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Related {
    /// By this a message links to it.
    pub(super) id: usize,
    pub(super) message: Text,
    pub(super) physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical {
    pub(super) artifact_location: Artifact,
    pub(super) region: Region,
}

#[derive(Serialize)]
pub(super) struct Artifact {
    pub(super) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: usize,
    pub(super) start_column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Artifact {
    /// A file by its path with forward slashes: relative, or an address of its own.
    pub(super) fn at(path: &str) -> Artifact {
        let encoded = utf8_percent_encode(path, RESERVED);
        let has_drive = path.as_bytes().get(1) == Some(&b':');
        let uri = match path.starts_with('/') {
            true => format!("file://{encoded}"),
            false if has_drive && cfg!(windows) => format!("file:///{encoded}"),
            false => encoded.to_string(),
        };
        Artifact { uri }
    }
}

/// All but what never has a meaning in an address, and slashes (RFC 3986, 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_an_address() {
        for (path, uri) in [
            ("docs/a b.md", "docs/a%20b.md"),
            ("/srv/docs/a.md", "file:///srv/docs/a.md"),
            ("c:a#1?.md", "c%3Aa%231%3F.md"),
            ("über-~1_.md", "%C3%BCber-~1_.md"),
        ] {
            assert_eq!(Artifact::at(path).uri, uri);
        }
    }
}
