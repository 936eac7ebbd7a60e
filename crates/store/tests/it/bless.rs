//! Writes migration 0001 anew from the records and `outside.sql`:
//! `cargo test -p store --test it -- --ignored bless`. Only until the first release; from then on the
//! committed files are frozen and further changes are migrations of their own.

use std::{fmt::Write as _, fs, path::Path};

use certification::record::{Kind, Sensitivity, TABLES, Table};
use store::Db;

/// The whole first migration for an engine.
pub fn first_migration(engine: Db) -> String {
    let [int, text, blob, identity] = engine.types();
    let strict = if engine == Db::Sqlite { " STRICT" } else { "" };
    let mut sql = include_str!("outside.sql").to_owned();
    sql.push_str("\n-- Journalled tables, as `certification::record::TABLES` describes them.\n");
    for table in TABLES {
        journalled(&mut sql, table);
    }
    sql.replace("{int}", int)
        .replace("{text}", text)
        .replace("{blob}", blob)
        .replace("{identity}", identity)
        .replace("{strict}", strict)
}

fn journalled(sql: &mut String, table: &Table) {
    let mut columns = Vec::new();
    let mut sealed = false;
    for column in table.columns {
        if column.sensitivity > Sensitivity::Name {
            sealed = true;
            continue;
        }
        let kind = match column.kind {
            Kind::Text | Kind::Json => "{text}",
            Kind::Int | Kind::Flag => "{int}",
        };
        let key = if columns.is_empty() { " PRIMARY KEY NOT NULL" } else { "" };
        columns.push(format!("    \"{}\" {kind}{key}", column.name));
    }
    columns.extend(table.derived.iter().map(|d| format!("    \"{}\" {{text}}", d.name)));
    if sealed {
        columns.push("    \"sealed\" {blob}".to_owned());
    }
    let name = table.name;
    write!(sql, "\nCREATE TABLE \"{name}\" (\n{}\n){{strict}};\n", columns.join(",\n")).unwrap();
    for (unique, sets) in [("UNIQUE ", table.unique), ("", table.indexes)] {
        for set in sets {
            let list: Vec<String> = set.iter().map(|c| format!("\"{c}\"")).collect();
            writeln!(sql, "CREATE {unique}INDEX {name}__{} ON \"{name}\" ({});", set.join("__"), list.join(", "))
                .unwrap();
        }
    }
}

#[test]
#[ignore = "writes the migrations"]
fn bless() {
    for (engine, folder) in [(Db::Sqlite, "sqlite"), (Db::Postgres, "postgres")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder).join("0001_house.sql");
        fs::write(path, first_migration(engine)).unwrap();
    }
}
