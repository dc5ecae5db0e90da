//! One binary, one module per promise.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![expect(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test is read more often than it runs"
)]
#![expect(
    clippy::print_stdout,
    reason = "tables of precision and recall are printed by the tests that measure them"
)]
#![expect(
    clippy::unnecessary_wraps,
    reason = "a defect says whether a table can carry it, also one that every table can"
)]

/// The steward's own workbook comes back whole, with its faults marked.
mod annotated;
/// The command that marks a workbook, and `LibreOffice` opening what it gives.
mod annotated_files;
/// A workbook with much that a rewriting program would lose.
mod annotated_rich;
/// Odd packages and sheets are marked where their faults are.
mod annotated_shapes;
/// Modules depend downwards only; files stay short; forbidden names stay out.
mod architecture;
/// Every artifact of a dataset describes the same rows, names, types, labels and files.
mod artifacts;
/// What cannot be done is told, with what to do, and leaves nothing half-written.
mod bad_input;
/// The shelf keeps datasets, files and rows whole.
mod catalog;
/// What we say in CKAN's terms is what CKAN says.
mod ckan;
/// Commands as a user types them: findings, exit codes, pages.
mod cli;
/// What stands around the cells is seen.
mod container;
/// A change that breaks a dataset is refused, and the cells are named where the change is read.
mod continuous;
/// How a text file is written is judged.
mod csv_rules;
/// Every dataset of `datasets/` builds to its golden output.
mod datasets;
/// Tables are found where a person sees them.
mod detecting;
/// Dictionaries are read with a clear word about every fault, and agree with schema, data and the shared lists.
mod dictionaries;
/// Everything that has a registry is documented.
mod documentation;
/// The agency's seven tables, as it published them.
mod facts;
/// Where tables lie on a sheet, and that a tidy one is left as it is.
mod finding_tables;
/// CSV, JSON and XML carry the same values back.
mod formats;
/// Form 1 and form 2 come back whole; what a person filled in wrongly is named by its cell.
mod forms;
/// Known faults in tidy tables: precision and recall of every rule.
mod harness;
/// What stewards publish honestly is passed in silence; what a trial saw missed is told.
mod honest;
/// No file makes the reader panic, run for long or fill the memory.
mod hostile;
/// Cells that no program should write end in a value or a clear error.
mod hostile_cells;
/// Every trick in the list ends within time and memory, as the program that people run.
#[cfg(unix)]
mod hostile_list;
/// A workbook becomes the draft of a dataset, and says what a person has still to do.
mod init;
/// What the first users stumbled over when they drafted a dataset.
mod init_interview;
/// Drafts of odd shapes: several tables, sheets of months, text files, nothing at all.
mod init_shapes;
/// Levels, profiles, exceptions with a reason, and a baseline decide what becomes of a finding.
mod judging;
/// Tables of yearbooks are found row by row, measured.
mod layouts;
/// `.xls`, `.xlsb` and `.ods` give their cells, and may fail without taking us along.
mod legacy;
/// What a style hides from a reader's eye, and what a file carries beside its sheets.
mod looks;
/// What is measured stands in tests/README.md.
mod measured;
/// Every field of the national catalogue is explained, and what it advises is a warning.
mod metadata_fields;
/// What breaks the national catalogue's profile is told in both languages with its mending.
mod metadata_profile;
/// Every shape that XML allows for the same cells gives the same cells.
mod odd_shapes;
/// Plans of several tables, told, shown, undone, refused with their place, and led back to the workbook.
mod plans;
/// Publishing over HTTP: whole or not at all, whatever happens on the way.
#[cfg(feature = "serve")]
mod portal;
/// Files to a portal and back: length, token, and what is told when they do not arrive.
mod portal_files;
/// What a dataset becomes on a portal, and what the portal would refuse, is decided before anything is written.
mod portal_fit;
/// A client of a portal asks again only where it may, tells every fault, and keeps its token to itself.
mod portal_transport;
/// Plans, receipts and kept releases are what their JSON Schemas say.
mod publication_documents;
/// Publishing is atomic, verified, and idle the second time.
mod publish;
/// Releases are kept whole, and come back as they were.
mod publish_store;
/// What a workbook holds comes out as it stands.
mod reading;
/// Our server answers CKAN's recorded exchanges as CKAN did.
#[cfg(feature = "serve")]
mod replay;
/// Reports go where they belong; rules in the words of others; the score of a province's tool.
mod report_files;
/// Every form of the report is whole, well-formed and safe, in both languages.
mod reports;
/// `releases` and `rollback`, as a user types them.
mod rollback;
/// What changes among the rows of a table, as a person counts it.
mod row_changes;
/// Every rule keeps what its page promises.
mod rules;
/// KPI 2.5: a level is reached by evidence, and what is missing is said with what to do.
mod score;
/// A score as text, JSON and a page to hand in; it never replaces data.
mod score_forms;
/// A server that answers what a test writes down for it.
mod scripted;
/// A release in a temporary folder, for the tests of catalogue and server.
mod serving;
/// Pages of steps are true; every value traces to its cell and back.
mod steps;
/// Steps on cells refuse what needs a guess, and change nothing the second time.
mod steps_cells;
/// Reshaped tables are what one would make of them by hand.
mod steps_naive;
/// Totals, groups, merges, sentences and names of sheets become tidy, or are refused with their cell.
mod steps_on_sheet;
/// Every fault alone and in pairs: what the steps propose loses nothing, traces, keeps digits, and settles what it claims.
mod steps_properties;
/// A plan takes next month's rows, and refuses another layout with its cell.
mod steps_replays;
/// Columns become rows and rows columns, and every value still knows its cell.
mod steps_reshape;
/// Steps on cells lose no digit, mend Thai, and read dates as the plan says.
mod steps_values;
/// Delimited text is read by what it holds.
mod text_files;
/// Steps do what their pages say, list it, and settle what they claim.
mod tidying;
/// Shapes of sheets on which a first user saw wrong findings.
mod trials;
/// The real server over HTTP.
#[cfg(feature = "serve")]
mod web;
/// What a plan takes out stays with its owner, and what was found in it is settled.
mod withheld;
/// What a workbook hides and carries along is judged by how much harm it does.
mod workbook_rules;
/// Workbooks made for one test.
mod workbooks;
