//! What a column's label says of places and persons, where it says it plainly.

use crate::model::grammar::canonical::canonical;

/// What a column holds by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// รหัสจังหวัด
    ProvinceCode,
    /// จังหวัด
    ProvinceName,
    /// รหัสอำเภอ
    DistrictCode,
    /// อำเภอ
    DistrictName,
    /// ตำบล
    Subdistrict,
    /// เขตสุขภาพ
    HealthArea,
    /// เลขประจำตัวประชาชน
    NationalId,
    /// โทรศัพท์
    Phone,
    /// ชื่อ
    FirstName,
    /// นามสกุล
    LastName,
    /// ชื่อ-สกุล
    FullName,
    /// วันเกิด
    BirthDate,
    /// เพศ
    Sex,
    /// HN, AN
    HospitalNumber,
    /// การวินิจฉัย
    Diagnosis,
    /// เลขบัญชีธนาคาร
    BankAccount,
    /// ธนาคาร
    Bank,
    /// หนังสือเดินทาง
    Passport,
    /// ทะเบียนรถ
    Plate,
    /// ละติจูด
    Latitude,
    /// ลองจิจูด
    Longitude,
    /// ตำแหน่ง
    Position,
}

use Heading::{
    Bank, BankAccount, BirthDate, Diagnosis, DistrictCode, DistrictName, FirstName, FullName,
    HealthArea, HospitalNumber, LastName, Latitude, Longitude, NationalId, Passport, Phone, Plate,
    Position, ProvinceCode, ProvinceName, Sex, Subdistrict,
};

/// Whole labels, as [`squeezed`] leaves them.
const WHOLE: &[(Heading, &str)] = &[
    (
        ProvinceCode,
        "รหัสจังหวัด เลขรหัสจังหวัด provincecode changwatcode provcode",
    ),
    (
        ProvinceName,
        "จังหวัด ชื่อจังหวัด จังหวัดที่ตั้ง จังหวัดที่อยู่ จังหวัดที่เกิดเหตุ province provincename provincenameth \
         provincenameen provinceth provinceen changwat changwatname",
    ),
    (
        DistrictCode,
        "รหัสอำเภอ รหัสอำเภอเขต รหัสเขตอำเภอ districtcode amphoecode amphurcode",
    ),
    (
        DistrictName,
        "อำเภอ ชื่ออำเภอ อำเภอเขต เขตอำเภอ ชื่ออำเภอเขต district districtname districtnameth amphoe amphur amphoename",
    ),
    (
        Subdistrict,
        "ตำบล ชื่อตำบล ตำบลแขวง แขวงตำบล subdistrict tambon",
    ),
    (
        HealthArea,
        "เขตสุขภาพ เขตสุขภาพที่ healtharea healthregion healthzone",
    ),
    (NationalId, "cid pid เลข13หลัก"),
    (Phone, "โทร เบอร์ tel"),
    (FirstName, "ชื่อ ชื่อตัว ชื่อจริง firstname givenname fname"),
    (
        LastName,
        "นามสกุล สกุล ชื่อสกุลเดิม lastname surname familyname lname",
    ),
    (
        FullName,
        "ชื่อสกุล ชื่อนามสกุล ชื่อและนามสกุล ชื่อตัวชื่อสกุล คำนำหน้าชื่อนามสกุล ชื่อผู้ป่วย fullname patientname",
    ),
    (
        BirthDate,
        "วันเกิด วันเดือนปีเกิด วดปเกิด dateofbirth birthdate birthday dob",
    ),
    (Sex, "เพศ sex gender"),
    (
        HospitalNumber,
        "hn an hnan เลขhn เลขที่hn เลขประจำตัวผู้ป่วย hospitalnumber patientid",
    ),
    (
        Diagnosis,
        "โรค ชื่อโรค โรคหลัก รหัสโรค pdx dx diag icd disease อาการ อาการสำคัญ ผลตรวจ ผลการตรวจ ความพิการ ประเภทความพิการ",
    ),
    (BankAccount, "เลขบัญชี เลขที่บัญชี"),
    (Bank, "ธนาคาร ชื่อธนาคาร bank bankname"),
    (Latitude, "lat latitude ละติจูด พิกัดละติจูด"),
    (Longitude, "lon lng long longitude ลองจิจูด ลองติจูด พิกัดลองจิจูด"),
    (
        Position,
        "ตำแหน่ง ชื่อตำแหน่ง ตำแหน่งบริหาร ตำแหน่งวิชาการ position jobtitle",
    ),
];

/// Words that a label may hold beside others.
const PART: &[(Heading, &str)] = &[
    (
        NationalId,
        "บัตรประชาชน ประจำตัวประชาชน nationalid citizenid idcard",
    ),
    (Phone, "โทรศัพท์ มือถือ เบอร์โทร เบอร์ติดต่อ phone mobile"),
    (Diagnosis, "วินิจฉัย โรคประจำตัว diagnosis icd10"),
    (
        BankAccount,
        "บัญชีธนาคาร บัญชีเงินฝาก พร้อมเพย์ bankaccount promptpay",
    ),
    (Passport, "หนังสือเดินทาง พาสปอร์ต passport"),
    (Plate, "ทะเบียนรถ ป้ายทะเบียน licenseplate platenumber plateno"),
];

/// Words for bodies that are no persons.
const ORGANISATIONS: &str = "หน่วยงาน สำนักงาน หน่วยบริการ สถานบริการ โรงพยาบาล สถานพยาบาล โรงเรียน สถานศึกษา บริษัท ร้าน \
    ศูนย์ คลินิก สถานประกอบการ โรงแรม มูลนิธิ สมาคม ชมรม เทศบาล อบต สายด่วน office agency hospital school company \
    organization organisation clinic shop hotline";

/// Words for persons whose names are public because of what they do.
const OFFICE_HOLDERS: &str = "ผู้อำนวยการ ผู้บริหาร กรรมการ ผู้รับผิดชอบ ผู้ประสานงาน เจ้าหน้าที่ ผู้ว่าราชการ นายก ผู้รับจ้าง คู่สัญญา \
    ผู้ขาย ผู้ชนะ ผู้เสนอราคา ผู้แทน ผู้แต่ง ผู้วิจัย หัวหน้ากลุ่ม หัวหน้างาน หัวหน้าหน่วย หัวหน้าโครงการ \
    วิทยากร แพทย์ สมาชิกสภา รัฐมนตรี author director officer contractor vendor supplier doctor";

/// What a label says its column holds. A remark in brackets does not count, and of a label of several rows the last counts
/// too.
pub fn of(label: &str) -> Option<Heading> {
    let plain = label.split(['(', '[']).next().unwrap_or(label);
    let last = plain.rsplit(" / ").next().unwrap_or(plain);
    [plain, last].into_iter().map(squeezed).find_map(|said| {
        let whole = WHOLE
            .iter()
            .find(|(_, words)| words.split(' ').any(|word| word == said));
        let part = || PART.iter().find(|(_, words)| holds(&said, words));
        whole.or_else(part).map(|(heading, _)| *heading)
    })
}

/// Whether a label names a body, not a person: then its telephone is a switchboard's.
pub fn names_organisation(label: &str) -> bool {
    holds(&squeezed(label), ORGANISATIONS)
}

/// Whether a label names persons who are known by their office or trade.
pub fn names_office_holder(label: &str) -> bool {
    holds(&squeezed(label), OFFICE_HOLDERS)
}

/// The stem that the label of a code and the label of its name share: `รหัสโรค` and `ชื่อโรค`, `unit_code` and `unit_name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stem {
    /// The label of a code.
    Code(String),
    /// The label of a name.
    Name(String),
}

/// The stem of a label.
pub fn stem(label: &str) -> Stem {
    let said = squeezed(label);
    let without = |words: &[&str]| {
        words.iter().find_map(|word| {
            let rest = said
                .strip_prefix(word)
                .or_else(|| said.strip_suffix(word))?;
            (!rest.is_empty()).then(|| rest.to_owned())
        })
    };
    if let Some(rest) = without(&["รหัส", "code"]) {
        return Stem::Code(rest);
    }
    Stem::Name(without(&["ชื่อ", "nameth", "nameen", "name"]).unwrap_or(said))
}

/// Whether a squeezed label holds one of some words with spaces between them.
fn holds(said: &str, words: &str) -> bool {
    words.split_whitespace().any(|word| said.contains(word))
}

/// A label without anything but letters, marks and digits, small.
fn squeezed(label: &str) -> String {
    let counts = |letter: &char| {
        letter.is_alphanumeric()
            || ('\u{e31}'..='\u{e3a}').contains(letter)
            || ('\u{e47}'..='\u{e4e}').contains(letter)
    };
    canonical(label).chars().filter(counts).collect()
}

#[cfg(test)]
mod tests {
    use super::{Heading, Stem, names_office_holder, names_organisation, of, stem};

    #[test]
    fn a_label_says_plainly_what_its_column_holds_or_nothing() {
        for (label, heading) in [
            ("จังหวัด", Heading::ProvinceName),
            ("จังหวัด (Province)", Heading::ProvinceName),
            ("ที่อยู่ / จังหวัด", Heading::ProvinceName),
            ("Province_Code", Heading::ProvinceCode),
            ("รหัส จังหวัด", Heading::ProvinceCode),
            ("อำเภอ/เขต", Heading::DistrictName),
            ("อำเภอ / เขต", Heading::DistrictName),
            ("เขตสุขภาพที่", Heading::HealthArea),
            ("เลขประจำตัวประชาชน 13 หลัก", Heading::NationalId),
            ("ชื่อ-สกุล", Heading::FullName),
            ("วัน/เดือน/ปีเกิด", Heading::BirthDate),
            ("H.N.", Heading::HospitalNumber),
            ("เบอร์โทรศัพท์", Heading::Phone),
        ] {
            assert_eq!(of(label), Some(heading), "{label}");
        }
        for label in [
            "",
            "จำนวนจังหวัด",
            "สำนักงานสาธารณสุขจังหวัด",
            "ต่างจังหวัด",
            "ระดับอำเภอ",
            "plan",
            "ชื่อหน่วยงาน",
            "(จังหวัด)",
        ] {
            assert_eq!(of(label), None, "{label}");
        }
        assert!(names_organisation("ชื่อหน่วยงาน") && !names_organisation("ชื่อ"));
        assert!(names_office_holder("ผู้รับผิดชอบโครงการ") && !names_office_holder("ผู้ป่วย"));
    }

    #[test]
    fn code_and_name_share_a_stem() {
        let code = |stem: &str| Stem::Code(stem.to_owned());
        let name = |stem: &str| Stem::Name(stem.to_owned());
        assert_eq!(stem("รหัสโรค"), code("โรค"));
        assert_eq!(stem("ชื่อโรค"), name("โรค"));
        assert_eq!(stem("โรค"), name("โรค"));
        assert_eq!(stem("unit_code"), code("unit"));
        assert_eq!(stem("unit name"), name("unit"));
        assert_eq!(stem("code"), name("code"));
    }
}
