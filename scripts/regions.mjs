// Turns the provinces and regencies of the npm package `idn-area-data` into the list of regions
// that the exchange room is built with, so that a build needs no npm:
//
//   npm install --no-save idn-area-data && node scripts/regions.mjs
//
// Columns: Kemendagri code with a dot, code of the province, name, kind.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const data = join(dirname(require.resolve("idn-area-data")), "..", "data");
const target = process.argv[2] ?? join(here, "..", "crates", "exchange", "data", "regions.csv");

const rows = (file) => {
  const [head, ...lines] = readFileSync(join(data, file), "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((value, i) => [names[i], value.replace(/^"|"$/g, "")])));
};

const provinces = rows("provinces.csv").map((p) => [p.code, p.code, p.name, "province"]);
const regencies = rows("regencies.csv").map((r) => [
  r.code,
  r.province_code,
  r.name,
  r.name.startsWith("Kota ") ? "kota" : "kabupaten",
]);
const all = [...provinces, ...regencies].sort((a, b) => (a[0] < b[0] ? -1 : 1));
writeFileSync(target, ["code,province_code,name,kind", ...all.map((row) => row.join(","))].join("\n") + "\n");
console.log(`${provinces.length} provinces, ${regencies.length} regencies and cities`);
