"""ReportLab: a plain certificate of two pages (border picture, QR, photo, table of units), no tags, no PDF/A."""

import io

from PIL import Image, ImageDraw
from reportlab import rl_config
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from measure import tell

rl_config.useA85 = 0  # pictures as they are, not as text: the quick way
COUNT = 50
WIDTH, HEIGHT = landscape(A4)


def picture(width, height, draw):
    image = Image.new("RGB", (width, height), "white")
    draw(ImageDraw.Draw(image))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def frame(pen):
    for i in range(0, 60, 6):
        pen.rectangle((10 + i, 10 + i, 1743 - i, 1229 - i), outline=(120, 30, 60 + i), width=3)


BORDER = picture(1754, 1240, frame)
PHOTO = picture(354, 472, lambda pen: pen.ellipse((90, 60, 264, 300), fill=(180, 150, 120)))


def certificate(i):
    out = io.BytesIO()
    page = Canvas(out, pagesize=(WIDTH, HEIGHT))
    number = f"91012 2631 4 {i:07} 2025"
    page.drawImage(ImageReader(io.BytesIO(BORDER)), 0, 0, WIDTH, HEIGHT)
    page.setFont("Times-Bold", 30)
    page.drawCentredString(WIDTH / 2, HEIGHT - 130, "SERTIFIKAT KOMPETENSI")
    page.setFont("Times-Roman", 13)
    for line, text in enumerate([
        f"No. {number}", "Dengan ini menyatakan bahwa", f"Peserta Contoh {i:05}, S.I.Pust.", "telah kompeten pada bidang",
        "Layanan Dasar Perpustakaan", "Sertifikat ini berlaku untuk 3 (tiga) tahun",
    ]):
        page.drawCentredString(WIDTH / 2, HEIGHT - 170 - 26 * line, text)
    code = QrCodeWidget(f"https://kompeten.example/v/{i:010}", barLevel="M")
    x0, y0, x1, y1 = code.getBounds()
    drawing = Drawing(80, 80, transform=[80 / (x1 - x0), 0, 0, 80 / (y1 - y0), 0, 0])
    drawing.add(code)
    renderPDF.draw(drawing, page, 80, 70)
    page.showPage()
    units = Table([["No", "Kode Unit", "Judul Unit"]] + [[n, f"CONTOH.LD.{n:02}", f"Judul unit contoh nomor {n}"] for n in range(1, 9)])
    units.wrapOn(page, WIDTH, HEIGHT)
    units.drawOn(page, 100, 220)
    page.drawImage(ImageReader(io.BytesIO(PHOTO)), 100, 80, 85, 113)
    page.showPage()
    page.save()
    assert out.getvalue().startswith(b"%PDF")


tell(
    "certificate", "ReportLab (plain, untagged)", "ms CPU / certificate",
    lambda: [certificate(i) for i in range(1, COUNT + 1)], scale=1000 / COUNT,
)
