//! XML Schema of a table's `.xml`.

use std::io;

use crate::model::artifact::Role;
use crate::model::markup::escape;
use crate::model::schema::Field;
use crate::write::format::{Format, TableInfo, Write};
use crate::write::xml_name;

/// The schema of the XML.
pub(super) const FORMAT: Format = Format {
    name: "xsd",
    file: ".xsd",
    label: "XSD",
    media_type: "application/xml",
    role: Role::Schema,
    write: Write::Table(write),
};

fn write(info: &TableInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" elementFormDefault=\"qualified\">"
    )?;
    writeln!(
        out,
        "  <xs:element name=\"records\">\n    <xs:complexType>\n      <xs:sequence>"
    )?;
    writeln!(
        out,
        "        <xs:element name=\"record\" minOccurs=\"0\" maxOccurs=\"unbounded\">\n          <xs:complexType>\n            <xs:sequence>"
    )?;
    for field in &info.schema.fields {
        element(info, field, out)?;
    }
    writeln!(
        out,
        "            </xs:sequence>\n          </xs:complexType>\n        </xs:element>"
    )?;
    writeln!(
        out,
        "      </xs:sequence>\n      <xs:attribute name=\"dataset\" type=\"xs:string\" use=\"required\"/>"
    )?;
    writeln!(
        out,
        "      <xs:attribute name=\"resource\" type=\"xs:string\" use=\"required\"/>\n    </xs:complexType>\n  </xs:element>"
    )?;
    writeln!(out, "</xs:schema>")
}

fn element(info: &TableInfo<'_>, field: &Field, out: &mut dyn io::Write) -> io::Result<()> {
    let occurs = if field.constraints.required || info.schema.primary_key.contains(&field.name) {
        "1"
    } else {
        "0"
    };
    write!(
        out,
        "              <xs:element name=\"{}\" type=\"{}\" minOccurs=\"{occurs}\"",
        xml_name(&field.name),
        field.kind.xsd()
    )?;
    let entry = info.dictionary.entry(&field.name);
    let label = entry
        .map(|entry| entry.label_th.clone())
        .filter(|label| !label.is_empty())
        .or_else(|| field.title.clone());
    let Some(label) = label else {
        return writeln!(out, "/>");
    };
    let mut text = Vec::new();
    escape(&label, &mut text);
    writeln!(
        out,
        ">\n                <xs:annotation><xs:documentation xml:lang=\"th\">{}</xs:documentation></xs:annotation>",
        String::from_utf8_lossy(&text)
    )?;
    writeln!(out, "              </xs:element>")
}
