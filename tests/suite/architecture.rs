use std::{fs, path::Path};

/// Who may use whom. A module that is not listed may be used by nobody but the command line.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("read", &["model"]),
    ("detect", &["model"]),
    ("validate", &["model"]),
    ("clean", &["model"]),
    ("describe", &["model"]),
    ("write", &["model"]),
    ("render", &["model"]),
    ("ckan", &["model"]),
    ("catalog", &["model"]),
    (
        "pipeline",
        &[
            "model", "read", "detect", "validate", "clean", "describe", "write", "render",
        ],
    ),
    ("publish", &["model", "ckan", "catalog", "pipeline"]),
    (
        "serve",
        &[
            "model", "ckan", "catalog", "pipeline", "render", "validate", "publish",
        ],
    ),
];

/// Modules that may touch files or the network.
const MAY_DO_IO: [&str; 6] = ["read", "pipeline", "catalog", "publish", "serve", "cli"];

#[test]
fn modules_depend_downwards_only() {
    let mut broken = Vec::new();
    for (module, allowed) in LAYERS {
        visit(&Path::new("src").join(module), &mut |path, text| {
            assert!(
                !text.contains("crate::{"),
                "{}: name the module: `use crate::x`",
                path.display()
            );
            for used in uses(text) {
                if used != *module && !allowed.contains(&used) {
                    broken.push(format!("{}: {module} must not use {used}", path.display()));
                }
            }
        });
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_module_has_its_layer() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let module = line.trim_end_matches(';');
        assert!(
            module == "cli" || LAYERS.iter().any(|(known, _)| *known == module),
            "{module} has no layer"
        );
    }
}

#[test]
fn files_have_one_reason_to_change() {
    for folder in ["src", "tests"] {
        visit(Path::new(folder), &mut |path, text| {
            let lines = text.lines().count();
            assert!(
                lines <= 400,
                "{} has {lines} lines; split it",
                path.display()
            );
        });
    }
}

#[test]
fn no_module_is_a_drawer_for_odds_and_ends() {
    visit(Path::new("src"), &mut |path, _| {
        let stem = path.file_stem().unwrap().to_string_lossy();
        let folder = path
            .parent()
            .and_then(Path::file_name)
            .unwrap()
            .to_string_lossy();
        for name in ["util", "utils", "helper", "helpers", "common", "misc"] {
            assert!(
                stem != name && folder != name,
                "{}: say what it holds",
                path.display()
            );
        }
    });
}

#[test]
fn stages_do_not_print_exit_or_read_the_environment() {
    visit(Path::new("src"), &mut |path, text| {
        if path.starts_with("src/cli") || path == Path::new("src/main.rs") {
            return;
        }
        for word in [
            "println!",
            "eprintln!",
            "process::exit",
            "env::var",
            "env::args",
            "io::stdout",
            "io::stderr",
        ] {
            assert!(!code(text).contains(word), "{} uses {word}", path.display());
        }
    });
}

#[test]
fn no_message_escapes_thai_marks() {
    // Debug formatting writes ที่ as ท\u{e35}\u{e48}.
    visit(Path::new("src"), &mut |path, text| {
        let before_tests = text.split("#[cfg(test)]").next().unwrap();
        let offending = before_tests
            .lines()
            .filter(|line| line.contains(":?}") && !line.contains("its schema"));
        let offending: Vec<_> = offending.collect();
        assert!(offending.is_empty(), "{}: {offending:?}", path.display());
    });
}

#[test]
fn only_the_rim_touches_files_and_only_the_server_is_async() {
    visit(Path::new("src"), &mut |path, text| {
        let module = path.iter().nth(1).unwrap().to_string_lossy().into_owned();
        if path == Path::new("src/main.rs") || path == Path::new("src/lib.rs") {
            return;
        }
        if !MAY_DO_IO.contains(&module.as_str()) {
            for word in ["std::fs", "std::net", "File::open"] {
                assert!(!code(text).contains(word), "{} uses {word}", path.display());
            }
        }
        if module != "serve" {
            assert!(
                !code(text).contains("async "),
                "{} is async",
                path.display()
            );
        }
    });
}

#[test]
fn no_artifact_depends_on_clock_or_hash_order() {
    for folder in [
        "model", "detect", "validate", "clean", "describe", "write", "render", "ckan", "pipeline",
    ] {
        visit(&Path::new("src").join(folder), &mut |path, text| {
            for word in ["SystemTime", "Instant::now", "HashMap", "HashSet"] {
                assert!(!code(text).contains(word), "{} uses {word}", path.display());
            }
        });
    }
}

/// The code of a file, its comments taken out.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Top-level modules named after `crate::`, comments aside.
fn uses(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or("")
        })
        .filter(|name| !name.is_empty())
}

fn visit(dir: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests/bench/work") {
                visit(&path, each);
            }
        } else if path.extension().is_some_and(|it| it == "rs") {
            each(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
