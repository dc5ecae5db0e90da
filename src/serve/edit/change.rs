//! One change that is under way.

use std::cell::{Cell, RefCell};

use crate::catalog::files::Arrived;
use crate::catalog::reader::Reader;
use crate::catalog::record::{Dataset, Resource};
use crate::catalog::writer::Writer;
use crate::ckan::envelope::Failure;
use crate::serve::body::{Upload, file_number};
use crate::serve::caller::Caller;

/// What a writing action works with.
#[derive(Debug)]
pub struct Change<'a> {
    /// The change: everything in it lasts or nothing.
    pub writer: &'a Writer<'a>,
    /// Who asks.
    pub caller: &'a Caller,
    /// The site's address, without a slash at the end.
    pub site: &'a str,
    /// The moment of the change: naive UTC, ISO 8601, microseconds.
    pub now: &'a str,
    /// The files that came with the request; each is taken once.
    pub files: RefCell<Vec<Option<Upload>>>,
    /// Whether everything is undone at the end although it went well: a trial.
    pub is_trial: Cell<bool>,
}

impl Change<'_> {
    /// Reads what the caller may see.
    pub(crate) fn reader(&self) -> Reader<'_> {
        self.writer.reader_for(self.caller.viewer())
    }

    /// A dataset that the caller may change. One that is there but may not be seen is refused, as in CKAN, not denied.
    pub(crate) fn dataset(&self, name_or_id: &str) -> Result<Dataset, Failure> {
        let dataset = self.any_dataset(name_or_id)?;
        if self.caller.may_edit(dataset.organization.as_deref()) {
            Ok(dataset)
        } else {
            Err(self.caller.denied(&format!("edit package {}", dataset.id)))
        }
    }

    /// A dataset, whoever asks.
    pub(crate) fn any_dataset(&self, name_or_id: &str) -> Result<Dataset, Failure> {
        let found = self.writer.reader().dataset(name_or_id)?;
        found.ok_or_else(Failure::not_found)
    }

    /// A resource that the caller may change, with its dataset.
    pub(crate) fn resource(&self, id: &str) -> Result<(Dataset, Resource), Failure> {
        let missing = || Failure::NotFound("Not found: Resource was not found.".to_owned());
        let resource = self.writer.reader().resource(id)?.ok_or_else(missing)?;
        let dataset = self.any_dataset(&resource.dataset)?;
        if self.caller.may_edit(dataset.organization.as_deref()) {
            Ok((dataset, resource))
        } else {
            Err(self.caller.denied(&format!("edit resource {id}")))
        }
    }

    /// The file that a parameter stands for; none where it stands for none.
    pub(crate) fn take_file(&self, parameter: &str) -> Result<Option<(String, Arrived)>, Failure> {
        let Some(number) = file_number(parameter) else {
            return Ok(None);
        };
        let taken = self
            .files
            .borrow_mut()
            .get_mut(number)
            .and_then(Option::take);
        match taken {
            None => Ok(None),
            Some(Upload {
                name,
                file: Some(file),
            }) => Ok(Some((name, file))),
            Some(_) => Err(Failure::invalid("upload", "File upload too large")),
        }
    }
}
