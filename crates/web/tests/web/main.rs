//! What holds for every page, every word and every route. One binary, since each link is slow.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests make names of their own and are told of servers by the environment"
)]

mod access;
mod appeal;
mod bank;
mod bank_test;
mod bank_write;
mod case;
mod consents;
mod door;
mod erasure;
mod event;
mod exam_plan;
mod exam_room;
mod filed;
mod filing;
mod helped;
mod house;
mod inside;
mod instrument;
mod letter;
mod many;
mod outcome;
mod own_data;
mod pages;
mod panel;
mod panel_aside;
mod paper;
mod reach;
mod results;
mod sent;
mod setting;
mod sitting;
mod sought;
mod standard;
mod standard_setting;
mod tie;
mod together;
mod words;
mod workbook;
