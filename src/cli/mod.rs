//! The command line: one file a command. The one module that prints, exits and reads the environment.

mod build;
mod cells;
mod check;
mod explain;
mod form;
mod init;
mod interview;
mod legacy;
mod plan;
mod publish;
mod question;
mod releases;
mod reports;
mod rollback;
mod rules;
mod score;
#[cfg(feature = "serve")]
mod serve;
mod target;
mod terminal;
mod tidy;
#[cfg(feature = "serve")]
mod token;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::model::diagnostic::Severity;
use crate::model::language::{Language, Message};
use crate::model::report::Verdict;
use crate::pipeline;
use crate::validate::Levels;
use crate::validate::profiles::Profile;

/// Turns Excel workbooks into open data: checks, tidies, builds and publishes them.
#[derive(Debug, Parser)]
#[command(
    name = "sheetpress",
    version,
    propagate_version = true,
    max_term_width = 100
)]
struct Cli {
    /// Language of messages: th or en (default: from the environment).
    #[arg(long, global = true, value_name = "th|en")]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what is wrong in a workbook or dataset, where, and how to mend it; writes nothing.
    Check(check::Args),
    /// Draft a dataset from a workbook alone: descriptor, schema, dictionary and tidy plan; asks for the rest on a terminal.
    Init(init::Args),
    /// Apply a dataset's tidy plan and list every change, cell by cell; writes nothing.
    Tidy(tidy::Args),
    /// Check, tidy, check again; then write CSV, JSON, XML, dictionary and metadata.
    Build(build::Args),
    /// Write the agency's forms 1 and 2 as workbooks, and read filled ones back.
    Form(form::Args),
    /// Say what publishing would change in the catalogue; changes nothing.
    Plan(plan::Args),
    /// Build, plan, apply, verify and give a receipt.
    Publish(publish::Args),
    /// Bring an earlier release of a dataset back, as a new one: metadata, files, dictionary and rows.
    Rollback(rollback::Args),
    /// List the releases of datasets that are kept here.
    Releases(releases::Args),
    /// Say how datasets stand by KPI 2.5: level, points, the evidence for each requirement; changes nothing.
    Score(score::Args),
    /// Serve the embedded catalogue: pages and CKAN's API.
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    /// Make, list and revoke the tokens by which programs may write to the embedded catalogue.
    #[cfg(feature = "serve")]
    Token(token::Args),
    /// List every rule.
    Rules(rules::Args),
    /// Print the page of a rule, of a tidying step, or of a field of the national catalogue (thai-gdc.objective).
    Explain(explain::Args),
    /// Print every valued cell as a line of JSON: what the reader saw.
    Cells(cells::Args),
    /// Reads a legacy workbook for the parent process.
    #[command(name = "__read-legacy", hide = true)]
    ReadLegacy(legacy::Args),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// 0: done, nothing at or above the failing level.
    Done,
    /// 1: the data has findings at or above it.
    Findings,
    /// 2: the job could not be done, and the reason is already told.
    Failed,
    /// 3: a check could not be completed.
    Incomplete,
}

impl From<Verdict> for Outcome {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Pass => Self::Done,
            Verdict::Fail => Self::Findings,
            Verdict::Incomplete => Self::Incomplete,
        }
    }
}

/// What a command needs to know of its surroundings.
struct Context {
    language: Language,
    /// The language that `--lang` asks for.
    asked: Option<Language>,
}

impl Flags {
    /// The options of the pipeline that these flags mean.
    fn pipeline(&self) -> anyhow::Result<pipeline::Options> {
        let mut levels = Levels::default();
        for (names, level) in [
            (&self.deny, "deny"),
            (&self.warn, "warn"),
            (&self.allow, "allow"),
        ] {
            for name in names {
                levels.set(name, level).map_err(anyhow::Error::msg)?;
            }
        }
        let mut options = pipeline::Options {
            fail_on: self.fail_on,
            levels,
            profile: self.profile,
            ..pipeline::Options::default()
        };
        options.read.legacy_reader = std::env::current_exe().ok();
        Ok(options)
    }
}

/// Flags of every command that checks.
#[derive(Debug, clap::Args)]
struct Flags {
    /// Fail from this level on: error, warning or info.
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: Severity,
    /// Judge as this kind of table: register, statistical-table, time-series or survey.
    #[arg(long, value_name = "NAME", value_parser = terminal::profile)]
    profile: Option<&'static Profile>,
    /// Make findings of a rule errors.
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,
    /// Make findings of a rule warnings.
    #[arg(long, value_name = "RULE")]
    warn: Vec<String>,
    /// Leave findings of a rule out.
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,
}

/// Runs the program and returns its exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let context = Context {
        language: cli.lang.unwrap_or_else(terminal::language),
        asked: cli.lang,
    };
    let outcome = match cli.command {
        Command::Check(args) => check::run(&args, &context),
        Command::Init(args) => init::run(&args, &context),
        Command::Tidy(args) => tidy::run(&args, &context),
        Command::Build(args) => build::run(&args, &context),
        Command::Form(args) => form::run(&args, &context),
        Command::Plan(args) => plan::run(&args, &context),
        Command::Publish(args) => publish::run(&args, &context),
        Command::Rollback(args) => rollback::run(&args, &context),
        Command::Releases(args) => releases::run(&args, &context),
        Command::Score(args) => score::run(&args, &context),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, &context),
        #[cfg(feature = "serve")]
        Command::Token(args) => token::run(&args, &context),
        Command::Rules(args) => rules::run(&args, &context),
        Command::Explain(args) => explain::run(&args, &context),
        Command::Cells(args) => cells::run(&args),
        Command::ReadLegacy(args) => legacy::run(&args),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Ok(Outcome::Incomplete) => ExitCode::from(3),
        // Whoever reads our output has seen enough.
        Err(error) if terminal::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::complain(&error, help(&error), context.language);
            ExitCode::from(2)
        }
    }
}

/// What is wrong in both languages, where the error says it so.
fn headline(error: &anyhow::Error) -> Option<Message> {
    error.chain().find_map(|cause| {
        let pipeline = cause.downcast_ref::<pipeline::Error>();
        let publish = cause.downcast_ref::<crate::publish::Error>();
        pipeline
            .and_then(pipeline::Error::message)
            .or_else(|| publish.and_then(crate::publish::Error::message))
    })
}

/// What the user can do about an error.
fn help(error: &anyhow::Error) -> Option<Message> {
    error.chain().find_map(|cause| {
        let pipeline = cause
            .downcast_ref::<pipeline::Error>()
            .map(pipeline::Error::help);
        let read = cause
            .downcast_ref::<crate::read::Error>()
            .map(crate::read::Error::help);
        let publish = cause
            .downcast_ref::<crate::publish::Error>()
            .and_then(crate::publish::Error::help);
        let catalog = cause
            .downcast_ref::<crate::catalog::Error>()
            .and_then(crate::catalog::Error::help);
        let annotate = cause
            .downcast_ref::<crate::render::AnnotateError>()
            .map(crate::render::AnnotateError::help);
        #[cfg(feature = "serve")]
        let serve = cause
            .downcast_ref::<crate::serve::Error>()
            .and_then(crate::serve::Error::help);
        #[cfg(not(feature = "serve"))]
        let serve = None;
        pipeline
            .or(read)
            .or(publish)
            .or(catalog)
            .or(annotate)
            .or(serve)
    })
}
