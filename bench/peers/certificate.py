"""ReportLab: a certificate of two pages with a plain border, a QR and a table of units. Less than the design asks for: no
drawn frame, no photo, no tags, no PDF/A.

    certificate.py
"""

import io

from measure import tell
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

COUNT = 200


def certificate(n):
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4)
    width, height = A4
    page.rect(30, 30, width - 60, height - 60)
    page.setFont("Helvetica-Bold", 24)
    page.drawCentredString(width / 2, height - 160, "SERTIFIKAT KOMPETENSI")
    page.setFont("Helvetica", 14)
    lines = [f"91012 2631 4 {n:07} 2026", f"Peserta Contoh {n}", "Klaster Layanan Dasar Perpustakaan", "Banjarbaru, 6 November 2026"]
    for at, line in enumerate(lines):
        page.drawCentredString(width / 2, height - 220 - 40 * at, line)
    code = Drawing(90, 90)
    code.add(QrCodeWidget(f"https://lsp.contoh.id/v/{n:010}"))
    renderPDF.draw(code, page, 60, 60)
    page.showPage()
    units = [[i, f"CONTOH.LD.{i:02}", "Melakukan Layanan Sirkulasi", "Carry Out Circulation Services"] for i in range(1, 4)]
    table = Table([["No", "Kode", "Judul", "Title"], *units])
    table.wrapOn(page, width - 120, height)
    table.drawOn(page, 60, height - 220)
    page.showPage()
    page.save()
    return out.getvalue()


def batch():
    for n in range(COUNT):
        assert certificate(n).startswith(b"%PDF")


def main():
    tell("certificate", "ReportLab (plain border)", "ms CPU / certificate", batch, scale=1000 / COUNT)


main()
