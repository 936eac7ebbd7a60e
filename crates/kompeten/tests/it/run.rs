//! Runs the binary.

use std::{
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::Value;

/// The binary with arguments.
pub fn kompeten(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kompeten"));
    command.args(args);
    command
}

/// A sample of the house.
pub fn sample(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    path.to_str().unwrap().to_owned()
}

/// What a run that must succeed printed as JSON.
pub fn json_of(mut command: Command) -> Value {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What a run said on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
