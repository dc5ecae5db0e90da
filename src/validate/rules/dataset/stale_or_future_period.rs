use crate::model::grammar::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS};
use crate::model::grammar::digits;
use crate::model::language::{Message, say};
use crate::model::moment::{Day, Moment};
use crate::model::package::Package;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// The dates of the metadata contradict each other
    ///
    /// ## Why it matters
    /// Readers judge by the period whether the data are of use to them; a period that ends before it begins, or after the last update,
    /// is a slip that hides the right one.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ใช้ดูช่วงปีของข้อมูลเพื่อตัดสินใจว่าใช้ได้หรือไม่ ช่วงที่สิ้นสุดก่อนเริ่ม หรือสิ้นสุดหลังวันที่ปรับปรุงล่าสุด มักเกิดจากการพิมพ์ผิด
    ///
    /// ## How to fix in Excel
    /// Correct `first_year_of_data`, `last_year_of_data` (Buddhist era), `created_date` or `last_updated_date` in `datapackage.json`.
    ///
    /// ## วิธีแก้ใน Excel
    /// แก้ `first_year_of_data` `last_year_of_data` (ปี พ.ศ.) `created_date` หรือ `last_updated_date` ใน `datapackage.json`
    ///
    /// ## Flagged
    /// Data from 2567 to 2565; data up to 2570 that were last updated in 2024 (2567) and are no forecast.
    ///
    /// ## Clean
    /// Data from 2560 to 2567 that were last updated in 2024.
    "stale-or-future-period", Warning, Dataset(check), None, None, Constant,
    th: "ช่วงเวลาในคำอธิบายข้อมูลขัดแย้งกัน", en: "The dates of the metadata contradict each other"
}

/// Words in a title for data that are ahead of their time on purpose.
const AHEAD: [&str; 9] = [
    "คาดประมาณ",
    "คาดการณ์",
    "พยากรณ์",
    "แผน",
    "เป้าหมาย",
    "ยุทธศาสตร์",
    "plan",
    "forecast",
    "projection",
];

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for (item, message) in contradictions(dataset.package) {
        let help = say!(
            th: "แก้ thai-gdc.{item} ใน datapackage.json",
            en: "correct thai-gdc.{item} in datapackage.json"
        );
        sink.report(Finding::of(&format!("thai-gdc.{item}"), message, help));
    }
}

/// What does not fit, with the item that says it.
fn contradictions(package: &Package) -> Vec<(&'static str, Message)> {
    let year = |key: &str| package.gdc_text(key).as_deref().and_then(year_of);
    let day = |key: &str| day_of(&package.gdc_text(key)?);
    let (first, last) = (year("first_year_of_data"), year("last_year_of_data"));
    let (created, updated) = (day("created_date"), day("last_updated_date"));
    let mut found = Vec::new();
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        let (first, last) = (first + BUDDHIST_OFFSET, last + BUDDHIST_OFFSET);
        found.push((
            "last_year_of_data",
            say!(
                th: "ข้อมูลสิ้นสุดปี {last} ก่อนปีที่เริ่มต้น {first}",
                en: "the data end in {last}, before they begin in {first}"
            ),
        ));
    }
    // A fiscal year begins three months before its calendar year.
    if let (Some(last), Some(updated)) = (last, updated)
        && last > updated.ymd().0 + 1
        && !is_ahead(package)
    {
        let last = last + BUDDHIST_OFFSET;
        found.push((
            "last_year_of_data",
            say!(
                th: "ข้อมูลสิ้นสุดปี {last} หลังจากวันที่ปรับปรุงล่าสุด {updated}",
                en: "the data end in {last}, after their last update on {updated}"
            ),
        ));
    }
    if let (Some(created), Some(updated)) = (created, updated)
        && updated < created
    {
        found.push((
            "last_updated_date",
            say!(
                th: "วันที่ปรับปรุงล่าสุด {updated} อยู่ก่อนวันที่สร้าง {created}",
                en: "the last update on {updated} is before the creation on {created}"
            ),
        ));
    }
    found
}

fn is_ahead(package: &Package) -> bool {
    let title = package.title.to_lowercase();
    AHEAD.iter().any(|word| title.contains(word))
}

/// The year in a text such as `2567` or `พ.ศ. 2567`, in the common era.
fn year_of(text: &str) -> Option<u32> {
    let ascii = digits::to_ascii(text);
    let mut runs = ascii.split(|letter: char| !letter.is_ascii_digit());
    let year: u32 = runs.find(|run| run.len() == 4)?.parse().ok()?;
    let common = if BUDDHIST_YEARS.contains(&year) {
        year - BUDDHIST_OFFSET
    } else {
        year
    };
    (1800..=2200).contains(&common).then_some(common)
}

fn day_of(text: &str) -> Option<Day> {
    Moment::from_iso(text)?.day()
}

#[cfg(test)]
mod tests {
    use super::contradictions;
    use crate::model::package::Package;

    #[test]
    fn a_period_ends_after_it_begins_and_before_the_last_update() {
        let items = |title: &str, gdc: &[(&str, &str)]| {
            let mut package = Package {
                title: title.to_owned(),
                ..Package::default()
            };
            for (key, text) in gdc {
                package.gdc.insert((*key).to_owned(), (*text).into());
            }
            let found = contradictions(&package);
            found.into_iter().map(|(item, _)| item).collect::<Vec<_>>()
        };
        let first = "first_year_of_data";
        let last = "last_year_of_data";
        let updated = "last_updated_date";
        assert_eq!(items("สถิติ", &[(first, "2567"), (last, "2565")]), [last]);
        assert_eq!(
            items("สถิติ", &[(last, "2570"), (updated, "2024-01-31")]),
            [last]
        );
        assert_eq!(
            items(
                "สถิติ",
                &[("created_date", "2024-02-01"), (updated, "2024-01-31")]
            ),
            [updated]
        );
        let none: [&str; 0] = [];
        assert_eq!(
            items("แผนห้าปี", &[(last, "2570"), (updated, "2024-01-31")]),
            none
        );
        assert_eq!(
            items(
                "สถิติ",
                &[
                    (first, "๒๕๖๐"),
                    (last, "พ.ศ. 2568"),
                    (updated, "2024-10-31")
                ]
            ),
            none
        );
        assert_eq!(items("สถิติ", &[(first, "-"), (last, "ไม่ทราบ")]), none);
    }
}
