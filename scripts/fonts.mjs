// Copies the typefaces of the papers, and their licence texts, from node_modules to where the crate `documents`
// embeds them. Eleven static TrueType files, SIL Open Font License 1.1.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "crates/documents/fonts");
const families = [
  ["source-sans-3", "SourceSans3", ["400Regular", "400Regular_Italic", "600SemiBold", "700Bold"]],
  ["source-serif-4", "SourceSerif4", ["400Regular", "400Regular_Italic", "600SemiBold"]],
  ["eb-garamond", "EBGaramond", ["400Regular", "400Regular_Italic", "500Medium", "600SemiBold"]],
];

mkdirSync(target, { recursive: true });
for (const [pack, name, faces] of families) {
  const from = join(root, "node_modules/@expo-google-fonts", pack);
  for (const face of faces) {
    copyFileSync(join(from, face, `${name}_${face}.ttf`), join(target, `${name}_${face}.ttf`));
  }
  copyFileSync(join(from, "LICENSE_FONT"), join(target, `${name}-OFL.txt`));
}
