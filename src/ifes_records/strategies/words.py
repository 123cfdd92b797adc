"""The words that names are made of: whole words of parties' names, chambers and answers in many languages.

A ``Wording`` says by hand in which countries its words can be of one official language only; elsewhere they are used
where no official language is written in their script, so that nothing can be said of their language.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from itertools import chain

from attrs import frozen

from ifes_records.model.names import Aggregate, LocalName

# Scripts of a language that is written in more than one, as characters have them.
CHARACTERS = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Jpan", "Hani"), "Kore": ("Hang", "Hani")}


@frozen
class Wording:
    """How the names of one language are put together: one word or phrase of each slot, in order.

    ``homes`` are the countries in which these words can be in no other official language; where one has several
    languages in the script, the words of a slot hold a letter that only this one has.
    """

    language: str
    script: str
    homes: tuple[str, ...]
    slots: tuple[tuple[str, ...], ...]
    joint: str = " "

    def name(self, words: tuple[str, ...], country: str | None) -> LocalName:
        """The name that these words make in a country."""
        return LocalName(self.joint.join(words), self.script, self.language if country in self.homes else None)


def _w(language: str, script: str, homes: str, *slots: str, joint: str = " ") -> Wording:
    return Wording(language, script, tuple(homes.split()), tuple(tuple(slot.split("|")) for slot in slots), joint)


PARTIES = (
    _w("kk", "Cyrl", "KZ", "Халықтық|Қазақстан|Әділет|Бірлік", "демократиялық|жасыл", "партиясы|қозғалысы"),
    _w("ru", "Cyrl", "RU", "Народная|Новая|Либеральная|Социалистическая", "демократическая|аграрная", "партия"),
    _w("uk", "Cyrl", "UA", "Європейська|Українська|Сільська", "народна|соціал-демократична", "партія"),
    _w("be", "Cyrl", "BY", "Сацыялістычная|Рэспубліканская", "народная|аграрная", "партыя працы|партыя згоды"),
    _w("bg", "Cyrl", "BG", "Българска|Нова|Единна", "социалистическа|земеделска", "партия"),
    _w("sr", "Cyrl", "RS", "Српска|Народна|Напредна", "странка|коалиција"),
    _w("mn", "Cyrl", "MN", "Монгол|Ардын|Үндэсний", "ардчилсан|шинэ", "нам|эвсэл"),
    _w("mk", "Cyrl", "MK", "Македонска|Нова", "социјалдемократска|народна", "партија"),
    _w("el", "Grek", "GR CY", "Λαϊκό|Σοσιαλιστικό|Δημοκρατικό|Νέο", "Κόμμα|Κίνημα|Μέτωπο"),
    _w("hy", "Armn", "AM", "Հանրապետական|Ժողովրդական|Ազգային", "կուսակցություն|դաշինք"),
    _w("ka", "Geor", "GE", "ქართული|ახალი|ეროვნული", "ოცნება|ძალა|მოძრაობა"),
    _w("ar", "Arab", "EG SA JO LB MA DZ TN LY", "حزب|حركة|تيار", "العدالة|الحرية|النهضة|العمل", "والتنمية|الوطني"),
    _w("fa", "Arab", "IR", "حزب|جمعیت|جبهه", "کارگزاران|پایداری|مردم", "سازندگی|ایران"),
    _w("ur", "Arab", "PK", "پاکستان|جماعت|تحریک", "مسلم|پیپلز", "لیگ|پارٹی"),
    _w("he", "Hebr", "IL", "הליכוד|העבודה|יש|קול", "החדש|הלאומי|עתיד"),
    _w("th", "Thai", "TH", "พรรค", "เพื่อ|ประชา|ก้าว", "ไทย|ธิปัตย์|ไกล", joint=""),
    _w("lo", "Laoo", "LA", "ພັກ", "ປະຊາຊົນ|ແຮງງານ", "ລາວ", joint=""),
    _w("km", "Khmr", "KH", "គណបក្ស", "ប្រជាជន|សង្គ្រោះជាតិ", "កម្ពុជា", joint=""),
    _w("my", "Mymr", "MM", "အမျိုးသား|ပြည်သူ့", "ဒီမိုကရေစီ|ညီညွတ်ရေး", "အဖွဲ့ချုပ်|ပါတီ", joint=""),
    _w("ko", "Hang", "KR", "자유|새로운|국민의", "민주|미래|정의", "당|연합"),
    _w("ja", "Hani", "JP", "日本|国民|立憲", "民主|共産|維新", "党", joint=""),
    _w("ja", "Jpan", "JP", "みんなの|れいわ|たちあがれ", "日本|新選|市民", "党|組", joint=""),
    _w("zh", "Hani", "TW CN", "中國|新|臺灣", "民主|國民|團結", "黨|聯盟", joint=""),
    _w("ne", "Deva", "NP", "नेपाली|राष्ट्रिय|जनता", "काँग्रेस|समाजवादी", "पार्टी|दल"),
    _w("dz", "Tibt", "BT", "འབྲུག་|མི་སེར་", "མཐུན་|གསར་", "ཚོགས་པ", joint=""),
    _w("am", "Ethi", "ET", "የኢትዮጵያ|አዲስ", "ሕዝቦች|ዜጎች", "ፓርቲ|ግንባር"),
    _w("si", "Sinh", "LK", "ශ්‍රී|එක්සත්", "ලංකා|ජාතික", "පක්ෂය"),
    _w("ta", "Taml", "LK IN", "தமிழ்|மக்கள்", "தேசிய|முன்னேற்ற", "கழகம்|கட்சி"),
    _w("pl", "Latn", "PL", "Polskie|Nowe|Obywatelskie", "Stronnictwo|Zjednoczenie", "Ludowe|Pracy"),
    _w("cs", "Latn", "CZ", "Občanská|Česká|Křesťanská", "demokratická|pirátská", "strana|unie"),
    _w("sv", "Latn", "SE", "Sveriges|Svenska|Nya", "arbetareparti|folkparti|miljöparti"),
    _w("pt", "Latn", "PT BR", "Partido|Coligação|União", "Democrático|Popular|Trabalhista", "Nacional|Português"),
    _w("es", "Latn", "MX CL AR", "Partido|Unión|Frente|Coalición", "Popular|Revolucionario", "Nacional|Cívico"),
    _w("hu", "Latn", "HU", "Magyar|Új|Független", "Polgári|Szocialista", "Szövetség|Párt"),
    _w("tr", "Latn", "TR", "Cumhuriyet|Adalet|Milliyetçi|İyi", "Halk|ve Kalkınma|Hareket", "Partisi"),
    _w("ro", "Latn", "RO", "Partidul|Uniunea", "Național|Popular|Social", "Liberal|Democrat"),
    _w("de", "Latn", "DE AT", "Neue|Freie|Soziale", "Wähler|Bürger", "Österreichs|Partei|Union"),
    _w("fr", "Latn", "FR", "Rassemblement|Union|Parti", "démocratique|socialiste", "républicain|français"),
    _w("id", "Latn", "ID", "Partai|Gerakan", "Keadilan|Kebangkitan|Persatuan", "Rakyat|Bangsa|Nasional"),
    _w("vi", "Latn", "VN", "Đảng|Mặt trận", "Dân chủ|Xã hội", "Việt Nam|Cộng hòa"),
)  # fmt: skip

# Names of parties in Latin letters that are no English and of no official language of the countries they are used in.
ROMANISED = _w(
    "", "Latn", "", "Jayu|Nea|Kinima|Hazb|Shinsei|Nur", "Seonjin|Dimokratia|Allagis|Watani|Otan", "Dang|Hnuti|Tou"
)

CHAMBERS = (
    _w("kk", "Cyrl", "KZ", "Мәжіліс|Қазақстан Парламенті"),
    _w("ru", "Cyrl", "RU", "Государственная", "дума"),
    _w("bg", "Cyrl", "BG", "Народно|Велико народно", "събрание"),
    _w("el", "Grek", "GR CY", "Βουλή", "των Ελλήνων|των Αντιπροσώπων"),
    _w("ka", "Geor", "GE", "საქართველოს", "პარლამენტი|პრეზიდენტი"),
    _w("ar", "Arab", "EG JO MA TN", "مجلس", "النواب|الأمة|الشعب"),
    _w("he", "Hebr", "IL", "הכנסת"),
    _w("ko", "Hang", "KR", "국회|대통령"),
    _w("ne", "Deva", "NP", "प्रतिनिधि|राष्ट्रिय", "सभा"),
    _w("pl", "Latn", "PL", "Sejm|Senat", "Rzeczypospolitej"),
    _w("cs", "Latn", "CZ", "Poslanecká|Národní", "sněmovna"),
    _w("pt", "Latn", "PT BR", "Câmara|Conselho", "dos Deputados|da União"),
    _w("es", "Latn", "MX CL AR", "Cámara|Convención", "de Diputados|Nacional"),
    _w("tr", "Latn", "TR", "Türkiye Büyük", "Millet Meclisi"),
    _w("de", "Latn", "DE AT", "Bundestag|Nationalrat|Bundespräsident"),
    _w("fr", "Latn", "FR", "Sénat|Collège", "de la République"),
    _w("sv", "Latn", "SE", "Riksdag"),
    _w("id", "Latn", "ID", "Dewan", "Perwakilan|Pimpinan", "Rakyat|Daerah"),
)  # fmt: skip

YES = (
    _w("fr", "Latn", "FR", "Oui"), _w("es", "Latn", "MX CL AR", "Sí"), _w("de", "Latn", "DE AT", "Ja"),
    _w("ru", "Cyrl", "RU", "Да"), _w("pl", "Latn", "PL", "Tak"), _w("tr", "Latn", "TR", "Evet"),
    _w("ka", "Geor", "GE", "დიახ"), _w("ar", "Arab", "EG JO MA TN", "نعم"), _w("hy", "Armn", "AM", "Այո"),
)  # fmt: skip
NO = (
    _w("fr", "Latn", "FR", "Non"), _w("de", "Latn", "DE AT", "Nein"), _w("pl", "Latn", "PL", "Nie"),
    _w("ru", "Cyrl", "RU", "Нет"), _w("tr", "Latn", "TR", "Hayır"), _w("pt", "Latn", "PT BR", "Não"),
    _w("ka", "Geor", "GE", "არა"), _w("ar", "Arab", "EG JO MA TN", "لا"), _w("hy", "Armn", "AM", "Ոչ"),
)  # fmt: skip

# A person's given names and family names, by script; the family name in ordinary letters.
PEOPLE = {
    "Latn": (
        "Kasym-Zhomart|Edgar|Ana|José|Božena|Siân|Prince|Anne-Marie|Thi Thanh|Óscar|Ilze|Fatou|Étienne|Łukasz",
        "Tokayev|Lungu|Johnson|Petković|Nguyễn|Van Der Bellen|O'Neill|Müller|Björnsdóttir|Castañeda-Ruiz|Śliwa",
    ),
    "Grek": ("Νίκος|Ελένη", "ΧΡΙΣΤΟΦΙΑΣ|ΠΑΠΑΔΟΠΟΥΛΟΥ"),
    "Cyrl": ("Ольга|Иван", "ПЕТРЕНКО|ЖУКОВА"),
    "Hang": ("석열|은혜", "윤|김"),
    "Hani": ("英文|國瑜", "蔡|韓"),
    "Geor": ("სალომე|გიორგი", "ზურაბიშვილი|მარგველაშვილი"),
    "Arab": ("محمد|فاطمة", "العلي|الحسن"),
    "Hebr": ("דנה|יאיר", "כהן|לוי"),
    "Thai": ("สมชาย|อรุณี", "ใจดี|ทองคำ"),
}

# ---- words in English --------------------------------------------------------------------------------------

FIRST = (
    "National", "United", "New", "Social", "Liberal", "Christian", "Green", "People’s", "People's", "Workers'",
    "Democratic", "Civic", "Agrarian", "Conservative", "Respect", "Alpha", "Nationwide Social", "Ak", "Pheu", "Ñandé",
)  # fmt: skip
SECOND = (
    "Democratic Party", "Union", "Movement", "Alliance", "Front", "Coalition", "Congress", "League", "Bloc", "Dream",
    "Party for Progress", "Renewal Party", "Unity", "Zhol", "Justice & Peace Party", "Party - Struggle", "Öz Bloc",
    "Forward, Together", "Party!", "Labour + Farmers", "“Solidarity” Party", "Land and Freedom Party", "Left/Greens",
)  # fmt: skip
# Figures inside a name, which the figures of a row must not be taken for.
NUMBERED = (
    "ANO 2011", "Democrats 66", "Democratic Alternative '91", "Croatian Democratic Union 1990", "List 17",
    "Civic Force 2012", "100% Ambitious Coalition", "Article 19 Movement", "M5S 5 Star Union", "14th of March Bloc",
)  # fmt: skip
ACRONYMS = (
    "PF", "S!", "VHP/V7", "N-VA", "FdT", "PvdA", "KPRF", "UDMR", "NDC", "CRC", "PSOE-A", "LDP", "MJF-L", "T&T", "ÖVP",
    "PNL", "HDZ", "U-RAN",
)  # fmt: skip
AGGREGATES = {
    Aggregate.INDEPENDENTS: ("Independents", "Independent candidates", "Non-Partisans"),
    Aggregate.OTHERS: ("Others", "Other parties", "Other"),
}

# What a chamber or office is called in English.
CONTESTS = (
    "President", "Presidency", "Vice President", "House of Representatives", "National Assembly", "Senate",
    "Parliament", "Chamber of Deputies", "Norrland House of Commons", "Legislative Council", "Constituent Assembly",
    "Governors", "Municipal Councils", "Supreme Tribunal", "President and Parliament", "Federal Council",
    "District Councils",
)  # fmt: skip
ANSWERS = ("Yes", "No", "For", "Against", "Option A", "In favour", "Remain a member", "Blank ballots", "Leave")


@cache
def scripts(country: str) -> frozenset[str]:
    """The scripts that the official languages of a country are written in."""
    table = json.loads(files("ifes_records.data").joinpath("languages.json").read_bytes())["territories"]
    systems = [tag.split("-")[1] for tag in table.get(country, ())]
    return frozenset(chain.from_iterable(CHARACTERS.get(system, (system,)) for system in systems))


def wordings(table: tuple[Wording, ...], country: str | None, *, latin: bool = True) -> list[Wording]:
    """The wordings of a table whose language is certain in a country, and those whose language nothing shows.

    Words in Latin letters are used only at home: elsewhere nothing separates a local name in Latin letters from a
    part of the English one. ``latin=False`` leaves them out.
    """
    found = []
    for wording in table:
        if wording.script == "Latn":
            usable = latin and country in wording.homes
        else:
            usable = country in wording.homes or country is None or wording.script not in scripts(country)
        if usable:
            found.append(wording)
    return found


def may_be_romanised(country: str | None) -> bool:
    """Whether Latin letters show nothing about a name's language, because no official language has them."""
    return country is None or "Latn" not in scripts(country)
