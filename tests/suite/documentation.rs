use std::fs;
use std::path::Path;

use sheetpress::render::RENDERERS;
use sheetpress::write::formats::FORMATS;

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_readme_opens_with_the_two_commands() {
    let readme = read("README.md");
    let first = readme
        .find("cargo run --release -- publish datasets")
        .unwrap();
    let second = readme.find("cargo test").unwrap();
    assert!(first < second && second < 2500);
}

#[test]
fn every_command_and_form_is_in_the_readme() {
    let readme = read("README.md");
    for entry in fs::read_dir("src/cli").unwrap() {
        let name = entry
            .unwrap()
            .path()
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if [
            "mod",
            "terminal",
            "legacy",
            "reports",
            "interview",
            "question",
            "target",
        ]
        .contains(&name.as_str())
        {
            continue;
        }
        assert!(readme.contains(&format!("sheetpress {name}")), "{name}");
    }
    for renderer in RENDERERS {
        assert!(readme.contains(renderer.name), "{}", renderer.name);
    }
    for format in FORMATS {
        let file = format.file.trim_start_matches('.');
        assert!(readme.contains(file), "{file}");
    }
}

#[test]
fn every_module_is_on_the_map() {
    let map = read("src/README.md");
    for entry in fs::read_dir("src").unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(map.contains(&format!("`{name}`")), "{name}");
        }
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    for page in [
        "README.md",
        "CONTRIBUTING.md",
        "src/README.md",
        "tests/README.md",
        "tests/ckan/README.md",
        "tests/bench/README.md",
    ] {
        let text = read(page);
        let folder = Path::new(page).parent().unwrap();
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let target = target.split('#').next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(folder.join(target).exists(), "{page}: {target}");
            }
        }
    }
}

#[test]
fn no_document_names_a_machine() {
    for page in [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "src/README.md",
        "tests/README.md",
    ] {
        let text = read(page);
        for word in ["/work/", "/root/", "/tmp/"] {
            assert!(!text.contains(word), "{page}: {word}");
        }
    }
}
