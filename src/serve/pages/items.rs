//! The items of the national catalogue with their labels (`ckanext-thai_gdc` 2.2.4), in the order of its form. Those that the
//! page shows elsewhere, such as the title, are not among them.

/// Key, Thai label, English label.
pub(crate) const ITEMS: &[(&str, &str, &str)] = &[
    ("data_type", "ประเภทชุดข้อมูล", "Data Type"),
    ("data_type_other", "โปรดระบุ", "Please specify (other)"),
    (
        "allow_harvest",
        "ยินยอมให้นำชื่อชุดข้อมูลไปใช้ที่ GD-Catalog",
        "Allow for harvest to GD-Catalog",
    ),
    (
        "reference_url_catalog",
        "อ้างอิง URL Catalog",
        "Reference URL Catalog",
    ),
    ("objective", "วัตถุประสงค์", "Objective"),
    ("objective_other", "โปรดระบุ", "Please specify (other)"),
    (
        "update_frequency_unit",
        "หน่วยความถี่ของการปรับปรุงข้อมูล",
        "Update Frequency Unit",
    ),
    (
        "update_frequency_unit_other",
        "โปรดระบุ",
        "Please specify (other)",
    ),
    (
        "update_frequency_interval",
        "ค่าความถี่ของการปรับปรุงข้อมูล (ความถี่น้อยที่สุด)",
        "Update Frequency Interval",
    ),
    ("geo_coverage", "ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่", "Geo Coverage"),
    ("geo_coverage_other", "โปรดระบุ", "Please specify (other)"),
    ("data_source", "แหล่งที่มา", "Data Source"),
    ("data_format", "รูปแบบการเก็บข้อมูล", "Data Format"),
    ("data_format_other", "โปรดระบุ", "Please specify (other)"),
    (
        "data_category",
        "หมวดหมู่ข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ",
        "Data Category",
    ),
    ("data_classification", "ระดับชั้นข้อมูล", "Data Classification"),
    ("license_id_other", "โปรดระบุ", "Please specify (other)"),
    (
        "accessible_condition",
        "เงื่อนไขในการเข้าถึงข้อมูล",
        "Accessible Condition",
    ),
    ("data_support", "ผู้สนับสนุนหรือผู้ร่วมดำเนินการ", "Data Support"),
    ("data_support_other", "โปรดระบุ", "Please specify (other)"),
    ("data_collect", "หน่วยที่ย่อยที่สุดของการจัดเก็บข้อมูล", "Data Collect"),
    ("data_collect_other", "โปรดระบุ", "Please specify (other)"),
    ("data_language", "ภาษาที่ใช้", "Data Language"),
    ("data_language_other", "โปรดระบุ", "Please specify (other)"),
    ("created_date", "วันที่เริ่มต้นสร้าง", "Created date"),
    (
        "last_updated_date",
        "วันที่ปรับปรุงข้อมูลล่าสุด",
        "Last updated date",
    ),
    (
        "data_release_calendar",
        "วันที่กำหนดเผยแพร่ข้อมูล",
        "Data release calendar",
    ),
    (
        "first_year_of_data",
        "ปีข้อมูลที่เริ่มต้นจัดทำ (สำหรับชุดข้อมูลสถิติ)",
        "First year of data (Statistical data)",
    ),
    (
        "last_year_of_data",
        "ปีข้อมูลล่าสุดที่เผยแพร่ (สำหรับชุดข้อมูลสถิติ)",
        "Last year of data (Statistical data)",
    ),
    (
        "disaggregate",
        "การจัดจำแนก (สำหรับชุดข้อมูลสถิติ)",
        "Disaggregate (Statistical data)",
    ),
    ("disaggregate_other", "โปรดระบุ", "Please specify (other)"),
    (
        "unit_of_measure",
        "หน่วยวัด (สำหรับชุดข้อมูลสถิติ)",
        "Unit of measure (Statistical data)",
    ),
    (
        "unit_of_multiplier",
        "หน่วยตัวคูณ (สำหรับชุดข้อมูลสถิติ)",
        "Unit of multiplier (Statistical data)",
    ),
    (
        "unit_of_multiplier_other",
        "โปรดระบุ",
        "Please specify (other)",
    ),
    (
        "calculation_method",
        "วิธีการคำนวณ (สำหรับชุดข้อมูลสถิติ)",
        "Calculation method (Statistical data)",
    ),
    (
        "standard",
        "มาตรฐานการจัดทำข้อมูล (สำหรับชุดข้อมูลสถิติ)",
        "Standard (Statistical data)",
    ),
    (
        "geographic_data_set",
        "ชุดข้อมูลภูมิศาสตร์ (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "Geographic dataset (Geoinformatics data)",
    ),
    (
        "equivalent_scale",
        "มาตราส่วน (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "Equivalent scale (Geoinformatics data)",
    ),
    (
        "equivalent_scale_other",
        "โปรดระบุ",
        "Please specify (other)",
    ),
    (
        "west_bound_longitude",
        "ค่าพิกัดกรอบพื้นที่ด้านทิศตะวันตก (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "West bound longitude (Geoinformatics data)",
    ),
    (
        "east_bound_longitude",
        "ค่าพิกัดกรอบพื้นที่ด้านทิศตะวันออก (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "East bound longitude (Geoinformatics data)",
    ),
    (
        "north_bound_longitude",
        "ค่าพิกัดกรอบพื้นที่ด้านทิศเหนือ (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "North bound longitude (Geoinformatics data)",
    ),
    (
        "south_bound_longitude",
        "ค่าพิกัดกรอบพื้นที่ด้านทิศใต้ (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "South bound longitude (Geoinformatics data)",
    ),
    (
        "positional_accuracy",
        "ความถูกต้องของตำแหน่ง (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "Positional accuracy (Geoinformatics data)",
    ),
    (
        "reference_period",
        "เวลาอ้างอิง (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "Reference period (Geoinformatics data)",
    ),
    (
        "data_release_date",
        "วันที่เผยแพร่ข้อมูล (สำหรับชุดข้อมูลภูมิศาสตร์สารสนเทศ)",
        "Data release date (Geoinformatics data)",
    ),
    ("high_value_dataset", "ชุดข้อมูลที่มีคุณค่าสูง", "High Value Dataset"),
    ("reference_data", "ข้อมูลอ้างอิง", "Reference Data"),
    ("official_statistics", "สถิติทางการ", "Official Statistics"),
    ("description", "รายละเอียด", "Description"),
    ("format", "นามสกุลของไฟล์", "Format"),
];
