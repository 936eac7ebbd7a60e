"""The Typst wheel: the certificate of Kompeten's own design, the same template, fonts and sample, one by one."""

import json
import pathlib
import shutil
import tempfile

import typst

from measure import tell

COUNT = 20
PAPERS = pathlib.Path(__file__).parents[2] / "crates/documents"


def main():
    data = json.loads((PAPERS / "samples/certificate-03.json").read_text())
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        shutil.copytree(PAPERS / "samples/files", root / "files")
        for template in (PAPERS / "templates").glob("*.typ"):
            shutil.copy(template, root)
        compiler = typst.Compiler(
            str(root / "certificate.typ"), root=str(root), font_paths=[str(PAPERS / "fonts")], ignore_system_fonts=True,
        )

        def certificates():
            for i in range(COUNT):
                data["certificate"]["holder"] = f"Peserta Contoh {i:05}"
                (root / "data.json").write_text(json.dumps(data))
                pdf = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"])
                assert pdf.startswith(b"%PDF")

        tell("certificate", "Typst wheel (same design)", "ms CPU / certificate", certificates, scale=1000 / COUNT)


main()
