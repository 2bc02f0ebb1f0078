//! Only English is read: what is in another language is skipped, and counted.

use super::*;

/// A paragraph of French that ends with a statement that would be found.
fn french() -> String {
    let prose = "Un serveur qui attend des événements n'est pas toujours le meilleur choix. Quand une requête calcule \
                 longtemps, toutes les autres sont arrêtées, et les gens le voient aussitôt. ";
    format!("{}\n\n{WRONG}", prose.repeat(3))
}

/// The same in English.
fn english() -> String {
    let prose = "A server that waits for events is not always the best choice. When one request computes for long, \
                 all the others are held up, and the people who use it will see that at once. ";
    format!("{}\n\n{WRONG}", prose.repeat(3))
}

#[test]
fn what_is_not_english_is_skipped_and_counted() {
    let said = format!("---\nlang: fr\n---\n{WRONG}");
    let english = english();
    let project = Project::with(&[
        ("a.md", WRONG),
        ("b.md", &said),
        ("c.html", &format!("<html lang=\"ja\"><p>{WRONG}</p>")),
        ("docs/it/d.md", &english),
        ("i18n/de/e.md", WRONG),
        ("README.zh-CN.md", WRONG),
        ("f.md", &french()),
        ("g.md", &format!("{}\n\n{english}", french())),
        ("notes/h.fr.txt", "Rien ici.\n"),
    ]);
    let found = ["a.md", "docs/it/d.md", "g.md", "g.md"];
    assert_eq!(project.found_in(&["."]), found);
    project.run(&["."]).code(1).stderr(
        "4 errors in 3 of 4 files (5 not English); claims of 2026-11-21\n\
         1 file is not English to judge by the words: f.md\n",
    );
}

#[test]
fn a_run_over_nothing_else_is_clean() {
    let project = Project::with(&[("i18n/fr/a.md", WRONG), ("b.md", &french())]);
    project
        .run(&["i18n/fr/a.md"])
        .code(0)
        .stdout(is_empty())
        .stderr("nothing found in 0 files (1 not English); claims of 2026-11-21\n");
    let both = project.run(&["i18n/fr/a.md", "b.md", "--output-format", "json"]);
    let both = both.code(0);
    let told: Value = serde_json::from_slice(&both.get_output().stdout).unwrap();
    assert_eq!(told["findings"], Value::Array(Vec::new()));
    // What could not be read at all is another matter.
    project.write("c.md", b"\0");
    let unread = project.run(&["c.md"]).code(2);
    unread.stderr(contains("nothing could be read"));
    project.run(&["c.md", "b.md"]).code(0);
}

#[test]
fn the_name_of_standard_input_tells_its_language() {
    let project = Project::new();
    let piped = |name: &str, text: &str| {
        let mut command = project.command(&["-", "--stdin-filename", name]);
        command.write_stdin(text).assert()
    };
    piped("docs/a.md", WRONG).code(1);
    piped("i18n/fr/a.md", WRONG)
        .code(0)
        .stdout(is_empty())
        .stderr("nothing found in 0 files (1 not English); claims of 2026-11-21\n");
    piped("a.fr.md", WRONG).code(1);
    piped("a.fr.md", &french()).code(0);
}

#[test]
fn a_text_can_be_declared_english() {
    let project = Project::with(&[
        ("i18n/fr/a.md", WRONG),
        ("i18n/fr/en.md", &format!("---\nlang: en\n---\n{WRONG}")),
        ("b.md", &french()),
    ]);
    assert_eq!(project.found_in(&["."]), ["i18n/fr/en.md"]);
    project.write(
        "factlint.toml",
        "[[override]]\npaths = [\"b.md\", \"i18n/fr/a.md\"]\nlanguage = \"en\"\n",
    );
    let all = ["b.md", "i18n/fr/a.md", "i18n/fr/en.md"];
    assert_eq!(project.found_in(&["."]), all);
}

#[test]
fn why_and_config_say_what_tells_the_language() {
    let project = Project::with(&[("i18n/fr/a.md", WRONG), ("b.md", &french())]);
    let path = "its path says that it is in French: `fr`";
    let why = project.run(&["why", "i18n/fr/a.md:1"]).code(2);
    why.stderr(contains(format!(
        "factlint: i18n/fr/a.md is not read as English: {path}\n"
    )))
    .stderr(contains("`language = \"en\"`"));
    let config = project.run(&["config", "b.md"]).code(0);
    config.stdout(contains(
        "b.md: is not English, and not read: its words are French\n",
    ));
    let config = project.run(&["config", "i18n/fr/a.md", "--output-format", "json"]);
    let config = config.code(0);
    let told: Value = serde_json::from_slice(&config.get_output().stdout).unwrap();
    assert_eq!(told["left_out"], Value::Null);
    assert_eq!(told["not_english"], path);
    let piped = project.run(&["config", "-", "--stdin-filename", "i18n/fr/a.md"]);
    piped.code(0).stdout(contains(path));
}

#[test]
fn the_horizon_leaves_other_languages_alone() {
    let project = Project::with(&[("i18n/fr/a.md", WRONG), ("b.md", "Hello.\n")]);
    let both = project.run(&["horizon", "."]).code(0);
    both.stderr(contains(" in 1 file (1 not English)\n"));
    project.run(&["horizon", "i18n"]).code(0);
}

#[test]
fn the_folder_of_the_run_makes_no_difference() {
    let project = Project::with(&[("i18n/fr/a.md", WRONG), ("i18n/b.md", WRONG)]);
    fs::create_dir(project.path(".git")).unwrap();
    for (folder, path) in [(".", "i18n/fr/a.md"), ("i18n/fr", "a.md"), ("i18n/fr", ".")] {
        let mut command = project.command(&[path]);
        command
            .current_dir(project.path(folder))
            .assert()
            .code(0)
            .stderr(contains("1 not English"));
    }
}
