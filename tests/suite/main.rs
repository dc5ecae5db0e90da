//! One binary with every test: it links once.

mod catalog;
mod ckan;
mod publish;
mod serving;
mod web;
