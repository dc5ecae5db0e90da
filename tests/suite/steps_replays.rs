use sheetpress::clean::steps::STEPS;
use sheetpress::clean::{self, Part, draft};
use sheetpress::detect;
use sheetpress::model::address::CellRef;
use sheetpress::model::change::Account;
use sheetpress::model::layout::Layout;
use sheetpress::model::plan::{Expected, StepCall};
use sheetpress::model::table::Table;
use sheetpress::model::workbook::Workbook;
use tempfile::TempDir;

use crate::harness::book::{Book, Typed};
use crate::harness::defects::{Defect, all};
use crate::harness::dice::Dice;
use crate::harness::tidy;
use crate::steps_properties::{Drafted, drafted, told, written};

/// Tables that are tried for a fault until one can carry it.
const TRIES: u64 = 100;

/// A table with a fault for which steps are proposed, and the plan that a person has confirmed.
struct Planned {
    book: Book,
    dice: Dice,
    layout: Layout,
    header: CellRef,
    expects: Expected,
    steps: Vec<StepCall>,
    /// What the table tells today, line by line.
    lines: Vec<String>,
}

/// A random table with a fault that some step claims to settle.
fn faulty(defect: &Defect, first: u64) -> Option<(Book, Dice)> {
    let claimed = |rule: &'static str| STEPS.iter().any(|step| step.settles.contains(&rule));
    let mut made = (first..first + TRIES).filter_map(|seed| {
        let mut dice = Dice::new(seed);
        let mut book = tidy::tidy(&mut dice);
        let due = (defect.put)(&mut book, &mut dice)?;
        Some((due.iter().any(|it| claimed(it.rule)), book, dice))
    });
    let (is_claimed, book, dice) = made.next()?;
    is_claimed.then_some((book, dice))
}

/// The plan on the first table of a workbook.
fn replayed(
    workbook: &mut Workbook,
    expects: &Expected,
    steps: &[StepCall],
) -> Result<(Table, Account), clean::Error> {
    let part = Part {
        layout: detect::sheet_tables(workbook, 0).remove(0),
        expects: Some(expects),
        steps,
        then: &[],
    };
    clean::tidy(workbook, &[part], false)
}

impl Planned {
    /// `None` where no step is proposed, or there is no header to find the table by.
    fn of((book, dice): (Book, Dice), folder: &TempDir) -> Option<Self> {
        let Drafted {
            mut workbook,
            layout,
            calls: steps,
            ..
        } = drafted(&book, folder.path())?;
        let header = layout.header?.first;
        if steps.is_empty() {
            return None;
        }
        let expects = draft::expected(&workbook, &layout, &steps);
        let (table, _) = replayed(&mut workbook, &expects, &steps).unwrap();
        Some(Self {
            book,
            dice,
            layout,
            header,
            expects,
            steps,
            lines: told(&table),
        })
    }

    /// What comes of the plan on the workbook as it is now.
    fn replay(&self, folder: &TempDir) -> Result<(Table, Account), clean::Error> {
        let mut workbook = written(&self.book, folder.path());
        replayed(&mut workbook, &self.expects, &self.steps)
    }

    /// Gives a column another name for a while. What is wrong with the answer; `None` where that cannot be done.
    fn rename(&mut self, folder: &TempDir) -> Option<Vec<String>> {
        let mut cells: Vec<CellRef> = Vec::new();
        for field in &self.layout.fields {
            if let [cell] = field.label_cells[..] {
                cells.push(cell);
            }
        }
        if cells.is_empty() {
            return None;
        }
        let cell = *self.dice.pick(&cells);
        let Some(Typed::Text(label)) = self.book.tab().get(cell).cloned() else {
            return None;
        };
        self.book.tab().set_text(cell, format!("{label}ใหม่"));
        let outcome = self.replay(folder);
        self.book.tab().set_text(cell, label);
        let said = match outcome {
            Err(clean::Error::Moved(moved)) => {
                let is_new = |label: &str| label.ends_with("ใหม่");
                let right = moved.cell == cell && is_new(&moved.found) && !is_new(&moved.expected);
                (!right).then(|| format!("{cell} was renamed, and it says {moved}"))
            }
            Err(error) => Some(format!("{cell} was renamed, and it says {error}")),
            Ok(_) => Some(format!("{cell} was renamed, and the plan was applied")),
        };
        Some(said.into_iter().collect())
    }

    /// Adds so many records to the end, each like one that is there; what stands below moves down.
    fn grow(&mut self, count: u32) {
        let range = self.layout.range;
        let end = range.last.row + 1;
        let tab = self.book.tab();
        let records = self.layout.records().into_iter();
        let mut records: Vec<u32> = records.flat_map(|(first, last)| first..=last).collect();
        // What is left over from printing is no record, and stands in a row of its own.
        records.retain(|row| {
            let filled = tab.cells.keys().filter(|cell| cell.row == *row).count();
            filled > 1
        });
        tab.push_down(end, count);
        for row in end..end + count {
            let like = *self.dice.pick(&records);
            for column in range.first.column..=range.last.column {
                let (from, to) = (CellRef::new(like, column), CellRef::new(row, column));
                if let Some(typed) = tab.get(from).cloned() {
                    tab.set(to, typed);
                }
                if let Some(format) = tab.formats.get(&from).cloned() {
                    tab.formats.insert(to, format);
                }
            }
        }
    }

    /// What is wrong with the table that comes of more records.
    fn grown(&mut self, folder: &TempDir) -> Option<String> {
        let count = self.dice.within(1, 20);
        self.grow(count);
        let table = match self.replay(folder) {
            Ok((table, _)) => table,
            Err(error) => return Some(format!("{count} records more, and it says {error}")),
        };
        let lines = told(&table);
        let mut pairs = lines.iter().zip(&self.lines);
        if let Some((now, before)) = pairs.find(|(now, before)| now != before) {
            return Some(format!("an old row says\n  {now}\nand said\n  {before}"));
        }
        let more = lines.len() > self.lines.len();
        (!more).then(|| format!("{count} records more, and no more rows"))
    }

    /// What is wrong with the answer where everything stands a row lower.
    fn moved(&mut self, folder: &TempDir) -> Option<String> {
        self.book.tab().push_down(0, 1);
        let cell = CellRef::new(self.header.row + 1, self.header.column);
        match self.replay(folder) {
            Err(error @ clean::Error::Moved(_)) => {
                let said = error.message();
                let (th, en) = (said.th, said.en);
                let named = format!(" {cell}:");
                let both = th.contains(&named) && en.contains(&named);
                (!both).then(|| format!("the header is at {cell} now, and it says {th} / {en}"))
            }
            Err(error) => Some(format!("the table has moved, and it says {error}")),
            Ok(_) => Some("the table has moved, and the plan was applied".to_owned()),
        }
    }
}

#[test]
fn a_plan_takes_more_rows_and_refuses_another_layout_with_its_cell() {
    let folder = TempDir::new().unwrap();
    let mut faults = Vec::new();
    let (mut renamed, mut grown, mut moved) = (0u32, 0u32, 0u32);
    for (number, defect) in (0u64..).zip(all()) {
        let book = faulty(defect, 20_000_000 + number * 1000);
        let Some(mut planned) = book.and_then(|book| Planned::of(book, &folder)) else {
            continue;
        };
        let mut fault = |what: String| faults.push(format!("{}: {what}", defect.name));
        if let Some(wrong) = planned.rename(&folder) {
            renamed += 1;
            wrong.into_iter().for_each(&mut fault);
        }
        // More parts make another total, and a table on its side grows to the right.
        let turns = planned.steps.iter().any(|call| call.step == "transpose");
        if !turns && planned.layout.totals.is_empty() {
            grown += 1;
            planned.grown(&folder).into_iter().for_each(&mut fault);
        }
        // What the writer does to the finished file names its cells by where they were.
        let book = &planned.book;
        if book.patches.is_empty() && book.more.is_empty() && book.tabs[0].more.is_empty() {
            moved += 1;
            planned.moved(&folder).into_iter().for_each(&mut fault);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let done = format!("{renamed} renamed, {grown} grown, {moved} moved");
    println!("{done}");
    assert!(renamed.min(grown).min(moved) >= 25, "{done}");
}
