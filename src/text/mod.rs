//! From the folded text of a block to tokens, sentences and clauses.
//!
//! The cutting is our own, because the texts are: "Node.js", "vs.", "e.g.", "3.14" do not end a
//! sentence, and "slow.Node" does. This module knows no concept, no claim and no document format.

mod aside;
mod number;
mod sentence;
mod token;

pub(crate) use aside::{aside_end, parenthesis_end};
pub(crate) use number::{Amount, count, is_year, may_begin_value, percent, version};
pub(crate) use sentence::{Cut, cut, cut_around};
pub(crate) use token::{Marks, Token, words};
