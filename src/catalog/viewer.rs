//! Who looks at the shelf, and what may be seen: the one place where that is decided.
//!
//! Every query of [`Reader`](crate::catalog::reader::Reader) that gives a dataset, a resource, a table, a value or a count asks
//! here for its condition. What a condition does not let through does not leave the catalogue.

/// Whoever looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Viewer {
    /// Anybody: what is active and not private.
    #[default]
    Public,
    /// Members of organizations, by their ids: those organizations' datasets as well.
    Members(Vec<String>),
    /// The owner of the catalogue: everything.
    Owner,
}

/// What a list holds beside what is public. Only what the viewer may see is ever added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Included {
    /// Private datasets.
    pub private: bool,
    /// Drafts.
    pub drafts: bool,
    /// Deleted datasets.
    pub deleted: bool,
}

const PUBLIC: &str = "(d.state = 'active' AND NOT d.private)";

impl Viewer {
    /// The condition for a dataset `d` that may be seen.
    pub(crate) fn may_see(&self) -> String {
        match self {
            Self::Public => PUBLIC.to_owned(),
            Self::Members(organizations) => {
                let ids: Vec<String> = organizations.iter().map(|id| literal(id)).collect();
                format!("({PUBLIC} OR d.organization IN ({}))", ids.join(", "))
            }
            Self::Owner => "1".to_owned(),
        }
    }

    /// The condition for a dataset `d` that stands in a list: what is public, and what was asked for beside it.
    pub(crate) fn listed(&self, included: Included) -> String {
        let mut states = vec!["'active'"];
        if included.drafts {
            states.push("'draft'");
        }
        if included.deleted {
            states.push("'deleted'");
        }
        let private = if included.private {
            ""
        } else {
            " AND NOT d.private"
        };
        format!(
            "({} AND d.state IN ({}){private})",
            self.may_see(),
            states.join(", ")
        )
    }

    /// Whether everything of an organization may be seen.
    pub fn is_member(&self, organization: &str) -> bool {
        match self {
            Self::Public => false,
            Self::Members(organizations) => organizations.iter().any(|id| id == organization),
            Self::Owner => true,
        }
    }
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
