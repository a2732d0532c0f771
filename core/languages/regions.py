"""The regions of the world, by the United Nations' "Standard country or area codes" (M49).

https://unstats.un.org/unsd/methodology/m49/, read on 2026-11-23. Their names come from CLDR, which
uses the same numbers. Territories without a permanent population are left out.
"""

from babel import Locale

from core.languages.known import LANGUAGES
from core.languages.ladder import ladder

# How a region stands in addresses: its number, and its countries by their ISO codes.
REGIONS = {
    "northern-africa": ("015", "DZ EG LY MA SD TN EH"),
    "eastern-africa": (
        "014", "IO BI KM DJ ER ET KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW",
    ),
    "middle-africa": ("017", "AO CM CF TD CG CD GQ GA ST"),
    "southern-africa": ("018", "BW SZ LS NA ZA"),
    "western-africa": ("011", "BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN SL TG"),
    "caribbean": (
        "029",
        "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI",
    ),
    "central-america": ("013", "BZ CR SV GT HN MX NI PA"),
    "south-america": ("005", "AR BO BR CL CO EC FK GF GY PY PE SR UY VE"),
    "northern-america": ("021", "BM CA GL PM US"),
    "central-asia": ("143", "KZ KG TJ TM UZ"),
    "eastern-asia": ("030", "CN HK MO KP JP MN KR TW"),
    "south-eastern-asia": ("035", "BN KH ID LA MY MM PH SG TH TL VN"),
    "southern-asia": ("034", "AF BD BT IN IR MV NP PK LK"),
    "western-asia": ("145", "AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE"),
    "eastern-europe": ("151", "BY BG CZ HU PL MD RO RU SK UA"),
    "northern-europe": ("154", "AX DK EE FO FI GG IS IE IM JE LV LT NO SJ SE GB"),
    "southern-europe": ("039", "AL AD BA HR GI GR VA IT MT ME MK PT SM RS SI ES"),
    "western-europe": ("155", "AT BE FR DE LI LU MC NL CH"),
    "australia-and-new-zealand": ("053", "AU CX CC NZ NF"),
    "melanesia": ("054", "FJ NC PG SB VU"),
    "micronesia": ("057", "GU KI MH FM NR MP PW UM"),
    "polynesia": ("061", "AS CK PF NU PN WS TK TO TV WF"),
}  # fmt: skip

REGION_OF = {iso: region for region, (_, countries) in REGIONS.items() for iso in countries.split()}


def region_name(region, language):
    """What a region of `REGIONS` is called in `language`, or in the next on its ladder."""
    number, _ = REGIONS[region]
    for code in ladder(language):
        cldr = LANGUAGES[code].cldr
        if cldr and (name := Locale.parse(cldr).territories.get(number)):
            return name
    raise KeyError(region)
