"""What uploads may be called. Nothing of it is kept, and none of it is believed."""

# Those of which nothing is left once the way to the file is cut off, or that are no text or too
# much of it: Django takes it that no file was sent.
NO_NAMES = [
    "",
    ".",
    "..",
    "/",
    "../",
    "\x00",
    "\u202e",
    "शान्ति" * 100 + ".jpg",
    b"\xff\xfe\xfd.jpg",
    b"\xed\xa0\x80.jpg",
]

NAMES = [
    "x" * 300 + ".jpg",
    "शान्ति" * 30 + ".jpg",
    "سلام.jpg",
    "שלום.jpg",
    "annual\u202egpj.exe",
    "\u2066photo\u2069.jpg",
    "photo\u200b\ufeff.jpg",
    "photo.jpg\x00.exe",
    "\x00photo.jpg",
    "photo\x07\x1b[2J.jpg",
    "../../../etc/cron.d/x.jpg",
    "..\\..\\windows\\x.jpg",
    "/etc/passwd",
    "\\\\host\\share\\x.jpg",
    "C:\\con",
    "%2e%2e%2f%2e%2e%2fx.jpg",
    "&#46;&#46;&#47;x.jpg",
    "....//....//x.jpg",
    "~/.ssh/authorized_keys",
    ".htaccess",
    "PHOTO.JPG",
    "photo.PhP",
    "photo.php.jpg",
    "photo.jpg.php",
    "photo.jpg;x=.html",
    "photo.jpg ",
    "photo.jpg...",
    "   .jpg",
    "photo",
    "-rf",
    "$(id).jpg",
    "`id`.jpg",
    "'; DROP TABLE core_picture; --.jpg",
    "{{ 7|add:7 }}{% now 'Y' %}.jpg",
    "%s%s%n.jpg",
    "<script>alert(1)</script>.jpg",
    "<img src=x onerror=alert(1)>",
    'a" onmouseover="alert(1)',
    "photo.jpg\r\nX-Evil: 1",
    "💐.jpg",
    "e\u0301" * 90 + ".jpg",
]

TITLES = [
    "x" * 255,
    "शान्ति" * 42,
    "annual\u202egpj.exe",
    "<script>alert(1)</script>",
    'a" onmouseover="alert(1)',
    "<img src=x onerror=alert(1)>",
    "{{ 7|add:7 }}",
    "../../etc/passwd",
]

NO_TITLES = ["", "   ", "\x00", "Market\x00day", "x" * 256, "शान्ति" * 43, "x" * 100_000]
