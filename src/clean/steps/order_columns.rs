use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::plan::StepCall;

step! {
    /// Puts columns into order
    ///
    /// The columns named come first, in that order; the others follow as they were.
    ///
    /// Parameters: `columns` (list).
    "order-columns", Safe, apply, settles: [],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "จัดลำดับคอลัมน์", en: "Puts columns into order"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let wanted = call.texts("columns");
    let mut order = Vec::new();
    for name in wanted {
        order.push(tidying.column(name)?);
    }
    let others: Vec<usize> = (0..tidying.table.columns.len())
        .filter(|column| !order.contains(column))
        .collect();
    order.extend(others);
    let mut columns: Vec<_> = std::mem::take(&mut tidying.table.columns)
        .into_iter()
        .map(Some)
        .collect();
    tidying.table.columns = order
        .into_iter()
        .filter_map(|column| columns.get_mut(column).and_then(Option::take))
        .collect();
    Ok(())
}
