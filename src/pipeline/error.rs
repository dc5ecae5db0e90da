//! Why the job could not be done, and what to do about it.

use std::path::PathBuf;

use crate::clean;
use crate::describe;
use crate::model::language::{Message, say};
use crate::read;

/// Why the job could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read as a workbook.
    #[error(transparent)]
    Read(#[from] read::Error),
    /// A descriptor, schema, dictionary or plan could not be understood.
    #[error(transparent)]
    Describe(#[from] describe::Error),
    /// A file of a dataset could not be read or written.
    #[error("cannot {what} {path}")]
    Io {
        /// `read`, `write`, `create`.
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A text of a dataset in another encoding than UTF-8.
    #[error("{path} is written in {encoding}, not in UTF-8")]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// What its bytes look like.
        encoding: &'static str,
    },
    /// A workbook that is neither of the agency's forms.
    #[error("{0} is neither form 1 nor form 2")]
    NotAForm(String),
    /// A file in the way of a form, perhaps one that somebody filled in.
    #[error("{0} is there already and is another file; it is left alone")]
    FormInTheWay(PathBuf),
    /// A layout that cannot be used.
    #[error("layout {name}: {why}")]
    Layout {
        /// The version or file.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// A dataset of another workbook, or the remains of one, in the way of a draft.
    #[error("{0} is there already and belongs to another workbook; it is left alone")]
    Taken(PathBuf),
    /// A resource that is called like a file of the dataset.
    #[error("a resource is called \"{0}\", as one of the dataset's own files")]
    Reserved(String),
    /// A workbook that differs from the one of the same name in a dataset.
    #[error("{dataset} was made of another version of {file}: the file has changed since")]
    Changed {
        /// The workbook.
        file: PathBuf,
        /// The dataset's folder.
        dataset: PathBuf,
    },
    /// A folder where a workbook is needed.
    #[error("{0} is a folder, not a workbook")]
    Folder(PathBuf),
    /// A file of which no dataset can be drafted.
    #[error("no table was found in {0}")]
    NothingToDraft(String),
    /// Columns and schema that cannot be brought together.
    #[error("{resource}: \"{name}\" {why}")]
    Columns {
        /// The resource.
        resource: String,
        /// The column or field.
        name: String,
        /// What is wrong.
        why: &'static str,
    },
    /// A folder in the way that holds more than an earlier build.
    #[error("{0} holds files that no build has made, and is left alone")]
    NotOurs(PathBuf),
    /// A folder without datasets.
    #[error("{0} holds no dataset")]
    NoDataset(PathBuf),
    /// Nothing at that path.
    #[error("{0} does not exist")]
    NotFound(PathBuf),
    /// The folder and the descriptor disagree about the dataset's name.
    #[error("the folder is called \"{folder}\", the descriptor says \"{name}\"")]
    Name {
        /// The folder.
        folder: String,
        /// `name` in the descriptor.
        name: String,
    },
    /// A sheet that is not there.
    #[error("{path} has no sheet \"{sheet}\"; it has {sheets}")]
    NoSheet {
        /// The workbook.
        path: String,
        /// The sheet asked for.
        sheet: String,
        /// The sheets there are.
        sheets: String,
    },
    /// No table where one is needed.
    #[error("{path} has no table on sheet \"{sheet}\"")]
    NoTable {
        /// The workbook.
        path: String,
        /// The sheet.
        sheet: String,
    },
    /// Several tables where the dialect names none.
    #[error(
        "{path} has {count} tables on sheet \"{sheet}\", and the descriptor does not say which one: {ranges}"
    )]
    SeveralTables {
        /// The workbook.
        path: String,
        /// The sheet.
        sheet: String,
        /// How many.
        count: usize,
        /// Where they lie.
        ranges: String,
    },
    /// The plan cannot be applied.
    #[error("cannot apply {path}")]
    Plan {
        /// The plan's file.
        path: PathBuf,
        /// Why.
        #[source]
        fault: clean::Error,
    },
    /// A plan for a table that the dataset does not have: most often a slip of the pen, and the plan would do nothing.
    #[error("{path} plans \"{name}\", which is no resource of datapackage.json; there are {names}")]
    PlanOfNothing {
        /// The plan's file.
        path: PathBuf,
        /// The name in the plan.
        name: String,
        /// The resources there are.
        names: String,
    },
    /// A level for a rule that is not there.
    #[error("{path}: {why}")]
    Level {
        /// The descriptor.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
}

/// Whether a file is what Excel leaves beside a workbook that is open.
fn is_lock(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.starts_with("~$")
}

impl Error {
    /// What the user can do about it.
    pub fn help(&self) -> Message {
        match self {
            Self::Read(error) => error.help(),
            Self::Describe(error) => error.help(),
            Self::Io { .. } => {
                say!(th: "ตรวจสอบเนื้อที่ดิสก์และสิทธิ์ของโฟลเดอร์", en: "check the disk's free space and the folder's permissions")
            }
            Self::NotAForm(_) => say!(
                th: "แบบฟอร์มมีแผ่น Temp2_Meta_… (แบบฟอร์มที่ 1) หรือหัวคอลัมน์ของพจนานุกรมข้อมูล (แบบฟอร์มที่ 2) ขอแบบฟอร์มเปล่าได้ด้วย sheetpress form export --blank",
                en: "a form has sheets Temp2_Meta_… (form 1) or the headers of a data dictionary (form 2); sheetpress form export --blank gives empty ones"
            ),
            Self::FormInTheWay(_) => say!(
                th: "ระบุโฟลเดอร์อื่นด้วย --out หรือย้ายไฟล์นั้นออกก่อน",
                en: "name another folder with --out, or move that file away first"
            ),
            Self::Layout { .. } => say!(
                th: "ผังแบบฟอร์มเป็นไฟล์ JSON แบบเดียวกับใน schemas/forms",
                en: "a layout is a JSON file like those in schemas/forms"
            ),
            Self::Taken(_) => say!(
                th: "ตั้งชื่ออื่นด้วย --name หรือแก้ไขชุดข้อมูลเดิม: แทนไฟล์ต้นฉบับในโฟลเดอร์นั้นแล้วสั่ง sheetpress check",
                en: "choose another name with --name; to renew that dataset, put the new workbook in its folder and run sheetpress check"
            ),
            Self::Reserved(_) => say!(
                th: "ตั้งชื่อทรัพยากรอื่นใน datapackage.json แล้วเปลี่ยนชื่อใน tidy.json schemas และ dictionaries ให้ตรงกัน",
                en: "give the resource another name in datapackage.json, and in tidy.json, schemas and dictionaries with it"
            ),
            Self::Changed { dataset, .. } => {
                let dataset = dataset.display();
                say!(
                    th: "ถ้าเป็นข้อมูลรอบใหม่ของชุดข้อมูลเดิม ให้วางไฟล์ใหม่แทนไฟล์เดิมใน {dataset} แล้วสั่ง sheetpress check {dataset} แผนเดิมจะใช้กับไฟล์ใหม่ ถ้าเป็นชุดข้อมูลอื่น ตั้งชื่อด้วย --name",
                    en: "if it is new data of that dataset, put the new file in {dataset} in the old one's place and run sheetpress check {dataset}: the plan is replayed; if it is another dataset, name it with --name"
                )
            }
            Self::Folder(_) => say!(
                th: "ระบุไฟล์ เช่น sheetpress init report.xlsx",
                en: "name a workbook, such as sheetpress init report.xlsx"
            ),
            Self::NothingToDraft(path) if is_lock(path) => say!(
                th: "ไฟล์ที่ชื่อขึ้นต้นด้วย ~$ เป็นไฟล์ล็อกของ Excel ให้ระบุไฟล์ชื่อเดียวกันที่ไม่มี ~$",
                en: "a file whose name begins with ~$ is Excel's lock; name the workbook beside it"
            ),
            Self::NothingToDraft(_) => say!(
                th: "ระบุไฟล์ตาราง (.xlsx .xls .ods .csv) ตารางต้องมีหัวตาราง อย่างน้อยสองคอลัมน์ และอย่างน้อยหนึ่งแถว หรือระบุแผ่นงานด้วย --sheet",
                en: "name a workbook (.xlsx, .xls, .ods, .csv); a table needs a header, at least two columns and one row; --sheet names another sheet"
            ),
            Self::NotUtf8 { encoding, .. } => say!(
                th: "ไฟล์เป็น {encoding} บันทึกใหม่เป็น UTF-8: ใน Excel ใช้ ไฟล์ > บันทึกเป็น > CSV UTF-8 (คั่นด้วยจุลภาค)",
                en: "save it as UTF-8, it is {encoding}; in Excel: File > Save As > CSV UTF-8 (Comma delimited)"
            ),
            Self::Columns { .. } => say!(
                th: "ตั้งชื่อคอลัมน์ด้วยขั้นตอน rename ใน tidy.json หรือแก้ schema ให้ชื่อตรงกันและไม่ซ้ำกัน",
                en: "name the columns with the step rename in tidy.json, or correct the schema, so that names agree and none stands twice"
            ),
            Self::NotOurs(_) => say!(
                th: "ระบุโฟลเดอร์อื่นด้วย --out หรือย้ายไฟล์เหล่านั้นออกก่อน",
                en: "name another folder with --out, or move those files away first"
            ),
            Self::NoDataset(_) => say!(
                th: "ชุดข้อมูลคือโฟลเดอร์ที่มี datapackage.json และไฟล์ต้นฉบับ",
                en: "a dataset is a folder with a datapackage.json and the workbook"
            ),
            Self::NotFound(_) => {
                say!(th: "ตรวจสอบชื่อไฟล์หรือโฟลเดอร์", en: "check the name of the file or folder")
            }
            Self::Name { .. } => {
                say!(th: "ตั้งชื่อโฟลเดอร์ให้ตรงกับ name ใน datapackage.json", en: "give the folder and name in datapackage.json the same name")
            }
            Self::NoSheet { .. } => {
                say!(th: "ระบุชื่อแผ่นงานที่มีอยู่ด้วย --sheet หรือ dialect.sheetName", en: "name one of its sheets with --sheet, or in dialect.sheetName")
            }
            Self::NoTable { .. } => {
                say!(th: "ตารางต้องมีหัวตารางและอย่างน้อยสองคอลัมน์", en: "a table needs a header and at least two columns; name the sheet in dialect.sheetName")
            }
            Self::SeveralTables { .. } => say!(
                th: "ระบุ dialect.headerRows และ firstColumn lastColumn lastRow ของตารางที่ต้องการ",
                en: "say in dialect.headerRows, firstColumn, lastColumn and lastRow which table is meant"
            ),
            Self::Plan {
                fault: clean::Error::UnknownStep(..) | clean::Error::Step { .. },
                ..
            } => say!(
                th: "แก้ขั้นตอนใน tidy.json; sheetpress explain ตามด้วยชื่อขั้นตอนบอกพารามิเตอร์ที่ใช้ได้",
                en: "correct the step in tidy.json; sheetpress explain and the step's name say what it takes"
            ),
            Self::Plan { .. } => say!(
                th: "เปิดไฟล์ดูเซลล์ที่ระบุ แล้วแก้ expects ใน tidy.json ให้ตรงกับไฟล์ใหม่ คอลัมน์ที่เพิ่มมาให้ใส่ในขั้นตอนที่เกี่ยวข้องด้วย เช่น columns ของ melt หรือระบุขอบเขตตารางเองใน dialect (headerRows, firstColumn, lastColumn, lastRow) ของ datapackage.json",
                en: "look at the cell named and bring expects in tidy.json to the new workbook, a new column also into the steps that are about its like, such as the columns of melt; or say in the descriptor's dialect (headerRows, firstColumn, lastColumn, lastRow) where the table lies"
            ),
            Self::PlanOfNothing { .. } => say!(
                th: "แก้ชื่อใน resources ของ tidy.json ให้ตรงกับ name ของทรัพยากรใน datapackage.json หรือลบแผนนั้น",
                en: "write the name in resources of tidy.json as datapackage.json has it, or delete that plan"
            ),
            Self::Level { .. } => {
                say!(th: "แก้ sheetpress.levels ใน datapackage.json", en: "correct sheetpress.levels in datapackage.json")
            }
        }
    }

    /// What is wrong, in both languages; `None` where only the cause below it says.
    pub fn message(&self) -> Option<Message> {
        let said = self.to_string();
        Some(match self {
            Self::Columns {
                resource,
                name,
                why,
            } => say!(
                th: "{resource}: คอลัมน์ \"{name}\" กับ schema ไม่ตรงกัน ({why})",
                en: "{said}"
            ),
            Self::NotAForm(path) => say!(th: "{path} ไม่ใช่แบบฟอร์มที่ 1 หรือ 2", en: "{said}"),
            Self::FormInTheWay(path) => {
                let path = path.display();
                say!(th: "มี {path} อยู่แล้วและเป็นคนละไฟล์ จึงไม่แตะต้อง", en: "{said}")
            }
            Self::Layout { name, why } => say!(th: "ใช้ผังแบบฟอร์ม {name} ไม่ได้: {why}", en: "{said}"),
            Self::Taken(path) => {
                let path = path.display();
                say!(th: "มี {path} อยู่แล้วและเป็นของไฟล์ต้นฉบับอื่น จึงไม่แตะต้อง", en: "{said}")
            }
            Self::Reserved(name) => {
                say!(th: "ทรัพยากรชื่อ \"{name}\" ซ้ำกับชื่อไฟล์ของชุดข้อมูล", en: "{said}")
            }
            Self::Changed { file, dataset } => {
                let (file, dataset) = (file.display(), dataset.display());
                say!(th: "{dataset} สร้างจาก {file} ฉบับอื่น ไฟล์นี้เปลี่ยนไปจากเดิม", en: "{said}")
            }
            Self::Folder(path) => {
                let path = path.display();
                say!(th: "{path} เป็นโฟลเดอร์ ไม่ใช่ไฟล์ตาราง", en: "{said}")
            }
            Self::NothingToDraft(path) => say!(th: "ไม่พบตารางใน {path}", en: "{said}"),
            Self::NotUtf8 { path, encoding } => {
                let path = path.display();
                say!(th: "{path} เป็นรหัส {encoding} ไม่ใช่ UTF-8", en: "{said}")
            }
            Self::NotOurs(path) => {
                let path = path.display();
                say!(th: "{path} มีไฟล์ที่ไม่ได้เกิดจากการสร้างครั้งก่อน จึงไม่แตะต้อง", en: "{said}")
            }
            Self::NoDataset(path) => {
                let path = path.display();
                say!(th: "ไม่มีชุดข้อมูลใน {path}", en: "{said}")
            }
            Self::NotFound(path) => {
                let path = path.display();
                say!(th: "ไม่พบ {path}", en: "{said}")
            }
            Self::Name { folder, name } => say!(
                th: "โฟลเดอร์ชื่อ \"{folder}\" แต่ datapackage.json ระบุชื่อ \"{name}\"",
                en: "{said}"
            ),
            Self::NoSheet {
                path,
                sheet,
                sheets,
            } => say!(
                th: "{path} ไม่มีแผ่นงาน \"{sheet}\" มีแต่ {sheets}",
                en: "{said}"
            ),
            Self::NoTable { path, sheet } => {
                say!(th: "{path} ไม่มีตารางในแผ่นงาน \"{sheet}\"", en: "{said}")
            }
            Self::SeveralTables {
                path,
                sheet,
                count,
                ranges,
            } => say!(
                th: "{path} มี {count} ตารางในแผ่นงาน \"{sheet}\" และ datapackage.json ไม่ได้ระบุว่าตารางใด: {ranges}",
                en: "{said}"
            ),
            Self::Plan { path, fault } => {
                let path = path.display();
                let fault = fault.message();
                Message {
                    th: format!("ใช้แผน {path} ไม่ได้: {}", fault.th),
                    en: format!("{said}: {}", fault.en),
                }
            }
            Self::Describe(error) => error.message(),
            Self::PlanOfNothing { path, name, names } => {
                let path = path.display();
                say!(
                    th: "{path} มีแผนของ \"{name}\" แต่ datapackage.json ไม่มีทรัพยากรชื่อนี้ ที่มีคือ {names}",
                    en: "{said}"
                )
            }
            Self::Read(_) | Self::Io { .. } | Self::Level { .. } => {
                return None;
            }
        })
    }
}
