//! What a portal holds of a dataset: `package_show`, and for each table of ours `datastore_search` with no rows.

use serde_json::{Value, json};

use crate::ckan::held::{Held, HeldTable};
use crate::publish::portal::connection::{Connection, Who};
use crate::publish::portal::fault::Fault;

/// The dataset of a name or id with the shapes of its tables; none where the portal does not know it.
pub fn dataset(connection: &Connection, name: &str, who: Who) -> Result<Option<Held>, Fault> {
    match read(connection, "package_show", &json!({"id": name}), who) {
        Ok(dict) => {
            let mut held = Held::read(&dict);
            for resource in &mut held.resources {
                if resource.path.is_some() && resource.has_table {
                    resource.table = table(connection, &resource.id, who)?;
                }
            }
            Ok(Some(held))
        }
        Err(fault) if fault.is_not_found() => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Columns and number of rows of a resource's table; none where there is no table.
pub fn table(
    connection: &Connection,
    resource: &str,
    who: Who,
) -> Result<Option<HeldTable>, Fault> {
    let params = json!({"resource_id": resource, "limit": 0});
    match read(connection, "datastore_search", &params, who) {
        Ok(answer) => Ok(Some(HeldTable::read(&answer))),
        Err(fault) if fault.is_not_found() => Ok(None),
        // The portal's DataStore was switched off: the action is unknown.
        Err(Fault::BadRequest(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn read(connection: &Connection, action: &str, params: &Value, who: Who) -> Result<Value, Fault> {
    match who {
        Who::Owner => connection.read(action, params),
        Who::Public => connection.read_as_public(action, params),
    }
}
