//! What stewards publish honestly and a trial saw flagged, and what the same trial saw missed.

use sheetpress::pipeline;

use crate::workbooks::file;

/// Rules that speak of a text file, with the cell.
fn said(text: &str) -> Vec<String> {
    let file = file(".csv", text.replace('\n', "\r\n").as_bytes());
    let report = pipeline::check_file(file.path(), &pipeline::Options::default()).unwrap();
    let place = |range: sheetpress::model::address::Range| range.to_string();
    report
        .findings
        .iter()
        .map(|it| {
            format!(
                "{} {}",
                it.rule,
                it.location.range.map_or_else(String::new, place)
            )
        })
        .collect()
}

#[test]
fn honest_files_are_passed_in_silence() {
    for text in [
        // Signs inside values part no fields.
        "t,v\n2024-01-01T00:00:00+07:00,0\n2024-01-02T00:00:00+07:00,4\n",
        "id,mac\n1,00:1A:2B:3C\n2,00:1A:2B:3D\n",
        // One column is a table.
        "province\nChiang Mai\nNan\nPhrae\n",
        // Small numbers add up to nothing by rounding.
        "station,pb,cd\nA,0.002,0.001\nB,0.003,0.002\nC,0.009,0.004\nD,0.004,0.001\n",
        // A month is no sum of the months before it.
        "เดือน,แผน,ผล\nต.ค.,5,3\nพ.ย.,10,8\nธ.ค.,15,11\nม.ค.,30,22\nก.พ.,31,25\n",
        // Names that look like marks.
        "Province,visitors\nPhrae,12\nNan,7\nTak,9\nLoei,31\n",
        "iso2,name\nTH,Thailand\nNA,Namibia\nLA,Laos\nMM,Myanmar\n",
        "หน่วยงาน,ท่านทราบสิทธิของตน\nก,ทราบ\nข,ไม่ทราบ\nค,ทราบ\nง,ไม่ทราบ\n",
        "เพศ,จำนวน\nชาย,120\nหญิง,155\nไม่ระบุ,9\n",
    ] {
        assert_eq!(said(text), [""; 0], "{text}");
    }
}

#[test]
fn faults_of_text_files_are_told() {
    for (text, rule) in [
        (
            "กลุ่มอายุ,ราย\n0-4,12\n5-Sep,31\nOct-14,45\n15-19,22\n20-24,61\n",
            "excel-autoconverted A3:A4",
        ),
        (
            "รหัสโครงการ,งบ\n1.50E+12,12\n1.50E+12,13\n6.61E+10,17\n",
            "precision-loss A2:A4",
        ),
        // The bars are inside the values: a list, not a delimiter.
        (
            "id,tags\n1,a|b|c|d\n2,b|c|d|e\n3,a|c|d|f\n",
            "multi-value-cell B2:B4",
        ),
        (
            "ปี พ.ศ.,ราย\n2563,12\n2564,14\n2565,19\n2566,21\n2024,35\n2568,40\n",
            "mixed-calendar A6",
        ),
    ] {
        let said = said(text);
        assert!(said.contains(&rule.to_owned()), "{rule}: {said:?}");
    }
}

#[test]
fn two_tables_of_which_the_second_begins_with_years_are_two() {
    let text = "จังหวัด | ราย | อัตรา | | ปี | งบ\nเชียงใหม่ | 12 | 1.5 | | 2565 | 700\nน่าน | 7 | 2.5 | | 2566 | 810\nแพร่ | 9 | 1.1 | | 2567 | 650\nพะเยา | 31 | 4 | | 2568 | 940";
    let workbook = crate::workbooks::grid(text, &[]);
    let ranges: Vec<String> = sheetpress::detect::tables(&workbook)
        .iter()
        .map(|layout| layout.range.to_string())
        .collect();
    assert_eq!(ranges, ["A1:C5", "E1:F5"]);
}
