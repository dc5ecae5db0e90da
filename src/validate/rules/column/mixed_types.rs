use crate::model::address::CellRef;
use crate::model::cell::Value;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::moment::Moment;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A column mixes data types
    ///
    /// ## Why it matters
    /// A program that expects numbers or dates stops, or reads the exceptions as nothing.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมที่คาดว่าเป็นตัวเลขหรือวันที่จะหยุดทำงาน หรืออ่านค่าที่ต่างออกไปเป็นค่าว่าง
    ///
    /// ## How to fix in Excel
    /// Correct the cells named, or move their words into a column of their own.
    ///
    /// ## วิธีแก้ใน Excel
    /// แก้เซลล์ที่ระบุให้เป็นชนิดเดียวกัน หรือย้ายข้อความไปไว้อีกคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// | พะเยา | 11 |
    /// | ลำปาง | ยังไม่ส่ง |
    /// ```
    /// ```report
    /// error[mixed-types] B6: "ยังไม่ส่ง" is text in a column of whole numbers (1 of 5 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "mixed-types", Error, Column(check), Some('d'), None, Constant,
    th: "ข้อมูลในคอลัมน์มีหลายชนิด", en: "A column mixes data types"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    let (own, owned, th, en): (fn(&Value, Class) -> bool, _, _, _) = match column.field.kind {
        FieldType::Integer => (
            is_number,
            profile.all_numbers(),
            "จำนวนเต็ม",
            "whole numbers",
        ),
        FieldType::Number => (is_number, profile.all_numbers(), "ตัวเลข", "numbers"),
        FieldType::Date | FieldType::Datetime => (is_date, profile.all_dates(), "วันที่", "dates"),
        FieldType::Time => (
            |value, _| matches!(value, Value::Moment(Moment::Time(_))),
            profile.times,
            "เวลา",
            "times",
        ),
        FieldType::Boolean => (
            |value, _| matches!(value, Value::Bool(_)),
            profile.booleans,
            "ใช่/ไม่ใช่",
            "true and false",
        ),
        FieldType::String | FieldType::Year => return,
    };
    if owned == profile.values() {
        return;
    }
    let others = column.find(|cell| {
        let (value, class) = (cell.value(), column.class(cell));
        let carries = !class.has(Class::BLANK.and(Class::PLACEHOLDER).and(Class::ERROR))
            && !matches!(value, Value::Error(_));
        carries && !own(&value, class)
    });
    let Some(hits) = others else { return };
    let first = hits.runs.first().map_or(0, |run| run.first.row);
    let kind = column
        .sheet
        .cell(CellRef::new(first, column.field.column))
        .value();
    let (kind_th, kind_en) = match kind {
        Value::Number(_) => ("ตัวเลข", "a number"),
        Value::Moment(_) => ("วันที่", "a date"),
        Value::Bool(_) => ("ค่าตรรกะ", "true or false"),
        _ => ("ข้อความ", "text"),
    };
    let (example, count, values) = (shorten(&hits.example), hits.count, profile.values());
    let message = say!(
        th: "\"{example}\" เป็น{kind_th}ในคอลัมน์ที่เป็น{th} ({count} จาก {values} เซลล์)",
        en: "\"{example}\" is {kind_en} in a column of {en} ({count} of {values} cells)"
    );
    let dressed = Class::APPROXIMATE
        .and(Class::ACCOUNTING)
        .and(Class::NOTE_MARK)
        .and(Class::DECIMAL_COMMA)
        .and(Class::MULTIPLIER);
    let help = if Class::of(&hits.example).has(dressed) {
        // A rule of its own says what the sign means, and that it must not be lost.
        say!(
            th: "ให้เหลือแต่ตัวเลขในคอลัมน์นี้ และย้ายเครื่องหมายหรือคำขยายไปไว้อีกคอลัมน์",
            en: "leave the number alone in this column and move the sign or word beside it into a column of its own"
        )
    } else {
        say!(
            th: "แก้ค่าให้เป็น{th} หรือย้ายข้อความไปคอลัมน์หมายเหตุแล้วปล่อยเซลล์ว่าง",
            en: "correct the value, or move it to a column for remarks and leave the cell empty"
        )
    };
    sink.report(column.finding(hits, message, help));
}

fn is_number(value: &Value, class: Class) -> bool {
    matches!(value, Value::Number(_)) || class.has(Class::NUMBER)
}

fn is_date(value: &Value, class: Class) -> bool {
    matches!(value, Value::Moment(Moment::Date(_) | Moment::DateTime(..))) || class.has(Class::DATE)
}
