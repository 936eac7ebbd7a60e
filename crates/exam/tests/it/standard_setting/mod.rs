mod invariants;
mod reference;
mod refusals;
