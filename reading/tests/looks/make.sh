#!/usr/bin/env bash
# Makes the files whose pages are compared with poppler's pictures of them, and those pictures. Run once; the results are kept.
# Needs (Debian): libreoffice-writer libreoffice-calc libreoffice-impress texlive-latex-recommended texlive-lang-other
# texlive-fonts-recommended lmodern chromium ghostscript qpdf img2pdf imagemagick python3-matplotlib python3-reportlab
# python3-cairo poppler-utils fonts-dejavu-core fonts-liberation
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
para='Mô hình lọc nước bằng than tre giúp trường học vùng cao có nước sạch. Nhóm đo độ đục trước và sau khi lọc, ghi lại từng lần thử, so sánh với mẫu đối chứng và tính chi phí cho mỗi mét khối nước.'
body() { for _ in 1 2 3 4 5 6; do echo "<p>$para</p>"; done; }

# Phones and scanners: pictures of a page, as paper is photographed.
convert -size 1000x1400 xc:white -font DejaVu-Serif -pointsize 30 -fill black \
  -annotate +80+120 "$(echo "$para" | fold -s -w 50)" -stroke '#335' -strokewidth 4 -draw 'rectangle 80,700 900,1200' \
  -fill '#cde' -draw 'circle 500,950 500,1100' page.png
convert page.png -quality 60 page.jpg
convert page.png -colorspace Gray -quality 55 grey.jpg
convert page.png -attenuate 0.3 +noise Gaussian -rotate 1.5 -modulate 92 -quality 45 shot.jpg
convert page.png -colorspace Gray -threshold 60% -compress Group4 fax.tif
convert page.png -colorspace CMYK -quality 60 cmyk.jpg
convert page.png -colors 16 palette.png
img2pdf page.jpg -o phone-colour.pdf
img2pdf grey.jpg -o phone-grey.pdf
img2pdf --pagesize A4 shot.jpg -o phone-askew.pdf
img2pdf fax.tif -o scanner-fax.pdf
img2pdf cmyk.jpg -o scanner-cmyk.pdf
img2pdf palette.png -o phone-palette.pdf
img2pdf --pagesize A4^T page.jpg grey.jpg -o scanner-two-pages.pdf

# Office suites.
office() { soffice --headless --convert-to "pdf:$2" "$1" >/dev/null 2>&1; }
cat > office-text.html <<H
<html><head><meta charset="utf-8"></head><body><h1>Báo cáo đề tài</h1>$(body)<ul><li>Than tre</li><li>Cát vàng</li></ul></body></html>
H
cat > office-table.html <<H
<html><head><meta charset="utf-8"></head><body><h2>Kết quả đo</h2><table border="1" cellpadding="6"><tr bgcolor="#ddeeff"><th>Lần</th><th>Trước</th><th>Sau</th></tr>
$(for i in 1 2 3 4 5 6 7 8; do echo "<tr><td>$i</td><td>$((80 + i)),5</td><td>$((10 - i)),2</td></tr>"; done)</table></body></html>
H
cat > office-picture.html <<H
<html><head><meta charset="utf-8"></head><body><p>$para</p><p align="center"><img src="page.jpg" width="300"></p><p><b>Hình 1.</b> <i>Sơ đồ bể lọc</i></p></body></html>
H
for file in office-text office-table office-picture; do office "$file.html" writer_web_pdf_Export; done
printf '{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Liberation Serif;}{\\f1 DejaVu Sans;}}\\f0\\fs28 Thuyet minh giai phap\\par\\fs24 %s\\par\\f1\\fs20\\b In dam\\b0  va \\i nghieng\\i0\\par\\page Trang hai\\par}' \
  "$(for _ in 1 2 3 4 5 6 7 8; do echo -n 'Loc nuoc bang than tre, cat va soi. '; done)" > office-pages.rtf
office office-pages.rtf writer_pdf_Export
{ echo 'Mục,Số lượng,Đơn giá,Thành tiền'; for i in $(seq 1 25); do echo "Vật tư $i,$i,$((i * 1500)),$((i * i * 1500))"; done; } > office-sheet.csv
soffice --headless --infilter='CSV:44,34,76' --convert-to pdf:calc_pdf_Export office-sheet.csv >/dev/null 2>&1
/usr/bin/python3 - <<P
import subprocess
slide = lambda n: f'<draw:page draw:name="p{n}"><draw:frame svg:x="2cm" svg:y="{n}cm" svg:width="20cm" svg:height="3cm"><draw:text-box><text:p>Trang trình chiếu {n}: lọc nước</text:p></draw:text-box></draw:frame><draw:custom-shape svg:x="4cm" svg:y="8cm" svg:width="10cm" svg:height="5cm"/></draw:page>'
open("office-slides.fodp", "w").write('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>' + slide(1) + slide(2) + '</office:presentation></office:body></office:document>')
P
office office-slides.fodp impress_pdf_Export

# LaTeX.
latex() { printf '%s\n' "\\documentclass$2\\begin{document}$3\\end{document}" > "$1.tex"; pdflatex -interaction=batchmode "$1.tex" >/dev/null; }
viet='\usepackage[utf8]{inputenc}\usepackage[T5]{fontenc}\usepackage{lmodern}'
latex latex-text "{article}$viet" "\\section{Mở đầu} $para $para\\par $para"
latex latex-maths '{article}\usepackage{amsmath}' '\[\int_0^\infty e^{-x^2}\,dx=\frac{\sqrt\pi}{2}\]\begin{align}a&=\sum_{k=1}^n k^2\\b&=\begin{pmatrix}1&2\\3&4\end{pmatrix}\end{align}'
latex latex-columns "[twocolumn]{article}$viet" "\\section{Lọc nước} $para $para \\section{Kết quả} $para \\begin{tabular}{|l|r|}\\hline Lần & Độ đục\\\\\\hline 1 & 80\\\\2 & 9\\\\\\hline\\end{tabular}"
latex latex-colour '{article}\usepackage{xcolor,graphicx}' '\textcolor{red}{Red} \colorbox{yellow}{Box} \rotatebox{30}{Turned} \includegraphics[width=6cm]{page.jpg}'
latex latex-old-fonts '{article}' 'Computer Modern without accents. \textsc{Small capitals}, \texttt{typewriter}, \textsl{slanted}. $\alpha\beta\gamma$'

# Browsers.
page() { chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$work/$1.pdf" "file://$work/$1.html" >/dev/null 2>&1; }
cat > browser-text.html <<H
<meta charset="utf-8"><style>body{font:14px DejaVu Serif}h1{border-bottom:2px solid #246}</style><h1>Lọc nước bằng than tre</h1>$(body)
H
cat > browser-style.html <<H
<meta charset="utf-8"><style>div{border-radius:12px;padding:20px;margin:14px;background:linear-gradient(90deg,#8ac,#fec);opacity:.9}td{border:1px solid #777;padding:6px}</style><div>$para</div><table><tr><td>Một<td>Hai<tr><td>Ba<td>Bốn</table>
H
cat > browser-drawing.html <<H
<meta charset="utf-8"><svg width="500" height="400"><rect x="20" y="20" width="200" height="140" fill="#9bd"/><circle cx="330" cy="120" r="90" fill="none" stroke="#c33" stroke-width="7" stroke-dasharray="14 6"/><path d="M30 300 C150 200 250 390 460 260" stroke="#272" stroke-width="5" fill="none"/><text x="40" y="370" font-size="26">Sơ đồ mạch</text></svg>
H
for file in browser-text browser-style browser-drawing; do page $file; done

# Plotting programs.
/usr/bin/python3 - <<P
import matplotlib; matplotlib.use("pdf")
import matplotlib.pyplot as plt
import cairo, math
from reportlab.pdfgen import canvas
x = [i / 10 for i in range(100)]
plt.figure(figsize=(6, 4)); plt.plot(x, [math.sin(v) for v in x], label="độ đục"); plt.plot(x, [math.cos(v) for v in x], "--"); plt.legend(); plt.grid(True); plt.savefig("plot-lines.pdf")
plt.figure(figsize=(6, 4)); plt.scatter(x, [(v * 7) % 3 for v in x], c=x, s=60, alpha=.5); plt.colorbar(); plt.savefig("plot-points.pdf")
plt.figure(figsize=(6, 4)); plt.bar(range(6), [3, 5, 2, 7, 4, 6], color="#47a", hatch="//"); plt.title("Lần đo"); plt.savefig("plot-bars.pdf")
s = cairo.PDFSurface("cairo.pdf", 400, 300); c = cairo.Context(s)
g = cairo.RadialGradient(150, 150, 10, 150, 150, 120); g.add_color_stop_rgb(0, 1, .9, .5); g.add_color_stop_rgb(1, .2, .4, .7)
c.set_source(g); c.arc(150, 150, 120, 0, 2 * math.pi); c.fill(); c.set_source_rgba(.8, .1, .1, .5); c.rectangle(180, 60, 180, 150); c.fill()
c.set_source_rgb(0, 0, 0); c.select_font_face("DejaVu Sans"); c.set_font_size(22); c.move_to(40, 285); c.show_text("Bể lọc nước"); s.finish()
r = canvas.Canvas("report.pdf"); r.setFont("Helvetica", 18); r.drawString(80, 780, "Report of measurements"); r.setFont("Times-Roman", 12)
for i in range(25): r.drawString(80, 740 - 18 * i, f"Line {i}: {i * i} units, turbidity {100 - i} NTU")
for i, v in enumerate([4, 7, 2, 9]): r.setFillColorRGB(.2, .5, .7 + i / 20); r.rect(120 + 60 * i, 80, 40, 20 * v, fill=1)
r.showPage(); r.save()
r = canvas.Canvas("report-photo.pdf"); r.drawImage("page.jpg", 100, 200, 300, 420); r.drawString(100, 170, "A photo in a report"); r.save()
P

# The same in other clothes: distilled, turned, cut, packed, linearised, encrypted without a password to open.
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=distilled.pdf latex-text.pdf
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=distilled-colour.pdf latex-colour.pdf
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=distilled-drawing.pdf browser-drawing.pdf
qpdf latex-columns.pdf --rotate=90 --object-streams=generate turned.pdf
qpdf browser-text.pdf --linearize --encrypt '' chu 256 --print=none -- no-printing.pdf

rm -f "$here"/*.pdf "$here"/*.png
cp ./*.pdf "$here"
cd "$here"
# In colour, as readers see them: `-gray` mixes inks by other sums.
for file in *.pdf; do pdftoppm -r 100 -png -l 3 "$file" "${file%.pdf}"; done
mogrify -grayscale Rec601Luma -strip ./*.png
ls ./*.pdf | wc -l
du -ch ./*.pdf | tail -1
du -ch ./*.png | tail -1
