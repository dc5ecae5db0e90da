//! The lists are whole, and every name finds what it names.

use super::{
    DISTRICTS, HEALTH_AREAS, PROVINCES, RETIRED, district, district_anywhere, district_by_code,
    districts, districts_of, health_area, health_area_named, is_retired_district, nearest_province,
    province, province_by_code, provinces,
};

#[test]
fn the_lists_are_whole() {
    for list in [PROVINCES, DISTRICTS, RETIRED, HEALTH_AREAS] {
        assert!(!list.contains('"') && list.ends_with('\n'));
    }
    assert_eq!(provinces().len(), 77);
    assert_eq!(districts().len(), 928);
    let codes: Vec<_> = provinces().iter().map(|province| province.code).collect();
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
    let codes: Vec<_> = districts().iter().map(|district| district.code).collect();
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(PROVINCES.lines().count(), 78);
    assert_eq!(DISTRICTS.lines().count(), 929);
}

#[test]
fn districts_lie_in_their_provinces() {
    for district in districts() {
        assert!(district.code.starts_with(district.province));
        assert!(province_by_code(district.province).is_some());
        assert_eq!(district_by_code(district.code), Some(district));
    }
    let counted: usize = provinces()
        .iter()
        .map(|province| districts_of(province).len())
        .sum();
    assert_eq!(counted, 928);
    assert_eq!(districts_of(province("กทม.").unwrap()).len(), 50);
    assert!(is_retired_district("4309") && district_by_code("4309").is_none());
}

#[test]
fn every_health_area_holds_its_provinces_and_no_province_is_in_two() {
    let mut held = Vec::new();
    for number in 1..=13 {
        let area = health_area(number).unwrap();
        for code in &area.provinces {
            assert_eq!(province_by_code(code).unwrap().health_area, number);
            held.push(*code);
        }
    }
    held.sort_unstable();
    held.dedup();
    assert_eq!(held.len(), 77);
    for text in [
        "4",
        "๔",
        "เขต 4",
        "เขตสุขภาพที่ 4",
        "เขตสุขภาพ 4",
        "Health Area 4",
    ] {
        assert_eq!(health_area_named(text).unwrap().number, 4, "{text}");
    }
    for text in ["", "เขต", "14", "0", "ภาค 4", "4.5", "เขตสุขภาพที่ 4 และ 5"]
    {
        assert!(health_area_named(text).is_none(), "{text}");
    }
}

#[test]
fn every_name_of_a_province_finds_it() {
    for known in provinces() {
        let names = [known.name_th, known.name_en];
        for name in names.iter().chain(&known.aliases) {
            assert_eq!(province(name), Some(known), "{name}");
        }
        for text in [
            format!("จังหวัด{}", known.name_th),
            format!("จ.{}", known.name_th),
            format!(" จ. {} ", known.name_th),
            format!("{} Province", known.name_en),
            known.name_en.to_uppercase(),
            known.name_en.replace(' ', ""),
        ] {
            assert_eq!(province(&text), Some(known), "{text}");
        }
    }
    for (text, code) in [
        ("กทม.", "10"),
        ("กรุงเทพฯ", "10"),
        ("กรุงเทพ ฯ", "10"),
        ("จ.อยุธยา", "14"),
        ("โคราช", "30"),
        ("Chonburi", "20"),
        ("Nakhonratchasima", "30"),
        ("Phangnga", "82"),
        ("เเพร่", "54"),
        ("ล\u{e4d}\u{e32}ปาง", "52"),
        ("น่าน\u{200b}", "55"),
    ] {
        assert_eq!(province(text).map(|it| it.code), Some(code), "{text}");
    }
}

#[test]
fn what_is_no_province_is_none() {
    for text in [
        "",
        "จ.",
        "จังหวัด",
        "...",
        "รวม",
        "ทั้งประเทศ",
        "ภาคเหนือ",
        "ไม่ระบุ",
        "อำเภอเมืองเชียงใหม่",
        "เชียงใหม่และลำพูน",
        "เชียงใหม",
        "province",
        "Chiang",
        "10",
    ] {
        assert_eq!(province(text), None, "{text}");
    }
}

#[test]
fn a_district_is_looked_for_in_its_province() {
    let chiang_mai = province("เชียงใหม่").unwrap();
    for (name, code) in [
        ("เมือง", "5001"),
        ("อ.เมือง", "5001"),
        ("เมืองเชียงใหม่", "5001"),
        ("อำเภอสันทราย", "5014"),
        ("San Sai", "5014"),
    ] {
        let found = district(name, chiang_mai);
        assert_eq!(found.map(|it| it.code), Some(code), "{name}");
    }
    assert!(district("บางกรวย", chiang_mai).is_none());
    assert_eq!(
        district_anywhere("อ.บางกรวย").map(|it| it.province),
        Some("12")
    );
    let ayutthaya = province("อยุธยา").unwrap();
    assert!(district("เมือง", ayutthaya).is_none());
    let bangkok = province("กทม").unwrap();
    assert_eq!(
        district("เขตพระนคร", bangkok).map(|it| it.code),
        Some("1001")
    );
}

#[test]
fn a_misspelt_name_has_one_nearest_province_or_none() {
    for (text, code) in [
        ("เชียงใหม", "50"),
        ("เชียงไหม่", "50"),
        ("จ.นครราชสีมมา", "30"),
        ("สุราษฏร์ธานี", "84"),
        ("อุบลราชธนี", "34"),
        ("แพร", "54"),
        ("เพ็ชรบูรณ์", "67"),
    ] {
        assert_eq!(
            nearest_province(text).map(|it| it.code),
            Some(code),
            "{text}"
        );
    }
    for text in [
        "เชียงใหม่",
        "ธนบุรี",
        "พัทยา",
        "รวม",
        "ลาว",
        "ภาคใต้",
        "ทั้งประเทศ",
        "",
    ] {
        assert!(nearest_province(text).is_none(), "{text}");
    }
}
