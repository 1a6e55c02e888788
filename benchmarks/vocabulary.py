"""The words that generated articles are made of: for each language its names, and sentences with gaps for them.

A gap such as `{person}` takes a name that can be tagged; `{thing}` and `{such}` take a plain word. What is said of
a sentence is the label of a claim, or nothing where it only tells what happened.
"""

from dataclasses import dataclass
from itertools import product

#: The gaps whose words can be tagged, and the label of each.
LABELS = {
    "person": "Person",
    "org": "Organization",
    "place": "Place",
    "event": "Event",
    "law": "Law or policy",
    "work": "Product or work",
    "date": "Date or time",
    "year": "Date or time",
    "number": "Quantity",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language: `words` by gap, `sentences` each with the label of its claim, `titles`."""

    language: str
    space: str
    sources: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    sentences: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]


def _list(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(","))


def pairs(first: str, second: str, between: str = " ") -> tuple[str, ...]:
    """Each of the first with each of the second, mixed so that neighbours differ in both."""
    pairs = [f"{a}{between}{b}" for a, b in product(_list(first), _list(second))]
    return tuple(sorted(pairs, key=lambda pair: (hash_of(pair), pair)))


def hash_of(word: str) -> int:
    """A number that looks random and is the same on every machine and in every run."""
    number = 2166136261
    for code in word.encode():
        number = (number ^ code) * 16777619 & 0xFFFFFFFF
    return number


_FIRST = (
    "Ada, Aino, Amara, Anders, Beatriz, Bruno, Carmen, Chidi, Clara, Daniel, Dara, Elif, Emeka, Farah, Felix, Gita, "
    "Hana, Hugo, Ines, Ivan, Jonas, Kofi, Laila, Leon, Lucia, Maeve, Marek, Mina, Nadia, Nils, Olga, Omar, Paulo, "
    "Petra, Ravi, Rosa, Samir, Sofia, Tomas, Yuki"
)
_OLD_SURNAMES = (
    "Abara, Almeida, Bakker, Barros, Calder, Castell, Dahl, Demir, Ekholm, Fairley, Ferrand, Galanis, Hadley, "
    "Halloran, Ibarra, Jansen, Kaplan, Keller, Lindqvist, Lowry, Mbeki, Moreau, Nakata, Novak, Okafor, Orlova, "
    "Pereira, Quist, Rahman, Rossi, Santoro, Seong, Tanaka, Thorne, Ulrich, Varga, Wexler, Yamada, Zielinski, Zuma"
)
# So many that most of them are rare.
COINED_SURNAMES = ", ".join(
    "".join(parts).capitalize()
    for parts in product(
        _list("bren, dal, fer, hol, kas, lind, mar, ost, ram, sel, tor, vel"),
        _list("a, e, i, o"),
        _list("by, dan, gren, kov, ler, man, nik, rath, ski, ten, ver, wick"),
    )
)
_PLACES = (
    "Alderton, Ashgrove, Bellmoor, Brackwater, Calloway, Castle Reach, Cedar Falls, Dunmere, East Haven, Elmsford, "
    "Fairholm, Glenside, Harrow Bay, Ironbridge, Juniper Hill, Kestrel Point, Kingsmere, Lakeview, Larchwood, "
    "Marlow Sound, Millbrook, New Carrow, North Ferry, Oakhurst, Orchard Valley, Pinecrest, Port Selwyn, Quarry Town, "
    "Redcliff, Rivermouth, Saltmarsh, Silver Lake, South Bend, Stonegate, Thornbury, Upper Vale, Wexcombe, Whitby Sands"
)

ENGLISH = Vocabulary(
    language="en",
    space=" ",
    sources=("Harbour Times", "Northern Post", "The Daily Ledger", "Wire Seven", "Valley Courier", "Metro Observer"),
    words={
        "person": pairs(_FIRST, f"{_OLD_SURNAMES}, {COINED_SURNAMES}"),
        "org": pairs(
            "Meridian, Northgate, Bluewater, Crown, Summit, Granite, Evergreen, Harbour, Pioneer, Sterling, Unity, "
            "Beacon, Cobalt, Heron, Lantern",
            "Energy, Motors, Airlines, Bank, Foods, Pharmaceuticals, Steel, Telecom, Insurance, University, Hospital, "
            "Council, Football Club, Research Institute, Shipping",
        ),
        "place": _list(_PLACES),
        "event": pairs(
            "Spring, Coastal, Northern, World, Lakeside, Continental",
            "Summit, Games, Climate Conference, Trade Fair, Book Festival, Championship, Flood, Marathon",
        ),
        "law": pairs(
            "Clean Rivers, Fair Housing, Open Records, Safe Streets, Rural Schools, Digital Markets, Seed Protection",
            "Act, Directive, Programme, Charter, Initiative",
        ),
        "work": pairs(
            "Aurora, Tern, Vesper, Halcyon, Kite, Mistral, Orbit",
            "engine, tablet, report, vaccine, ferry, tractor, app",
        ),
        "date": _list(
            "Tuesday, Monday, Friday, Wednesday, Thursday, Saturday, Sunday, March 3, April 17, June 30, August 9, "
            "October 21, December 12"
        ),
        "year": _list("2024, 2021, 2019, 2018, 2016, 2012, 2009, 1998, 1974"),
        "number": (
            *_list("870 jobs, 12 percent, 31 percent, 4 million dollars, 56 kilometres, 19 hectares, 240 families"),
            *_list("two thirds, three quarters, 72 hours, 9 billion dollars, 430 beds"),
            "1,204 tonnes",
            "15,000 voters",
            "$3.5 million",
        ),
        "thing": _list(
            "plan, report, harbour, budget, winter, teacher, railway, bridge, hospital, market, decision, harvest, "
            "network, engine, question, neighbour, river, forest, company, worker, election, contract, factory, "
            "library, school, storm, border, kitchen, archive, tunnel, orchestra, laboratory, pension, vineyard, "
            "lighthouse, reservoir, observatory, apprenticeship, tannery, aqueduct"
        ),
        "such": _list(
            "new, long, local, public, careful, costly, northern, quiet, broad, former, joint, strict, modern, "
            "sudden, steady, narrow, pressing, sincere, remote, fragile, generous, disputed, provisional, "
            "meticulous, subterranean, lukewarm, ceremonial, phosphorescent"
        ),
    },
    sentences=(
        ("", "The {such} {thing} opened in {place} on {date} after years of delay."),
        ("", "{person} and {person} met in {place} to sign a {such} agreement on the {thing}."),
        ("", "Workers from {org} began repairs near the {such} {thing} before sunrise and went on until dark."),
        ("", "The crowd in {place} had waited since the morning, and some had come from as far away as {place}."),
        ("", "It was the third {such} {thing} of its kind since the {event}, which drew visitors from {place}."),
        ("", "{org} published the {thing} on {date}, two weeks after the {such} talks with {org} had ended."),
        ("", "A {such} group of parents, led by {person}, walked from the old {thing} to the gates of {org}."),
        ("", "In {place} the {thing} stayed closed, and the {such} queues outside it grew longer by the hour."),
        ("", "The {work} left {place} with {number} on board and reached {place} a day later."),
        ("", "{person}, who joined {org} in {year}, now leads the {such} office in {place}."),
        ("", "Under the {law} every town must keep a {such} {thing} and open it to all who ask."),
        ("", "Rain fell on {place} for most of the week, and the {thing} by the river was under water again."),
        ("Statement", "{person} said that {org} would keep the {such} {thing} in {place} open."),
        ("Statement", "According to {org}, the {thing} was built without a permit and has stood empty since {year}."),
        ("Statement", "{person} confirmed that the {such} {thing} belongs to {org} and not to the town of {place}."),
        ("Statement", "Officials in {place} said the {law} does not cover the {thing} at all."),
        ("Quotation", "“We came here for the {thing}, and we will stay for the people,” {person} said in {place}."),
        ("Quotation", "“Nobody at {org} asked us about the {such} {thing},” said {person}, a nurse from {place}."),
        ("Quotation", "“This is a {such} day for {place},” {person} told reporters after the {event}."),
        ("Promise or plan", "{org} will put {number} into {place} and finish the {such} {thing} by {year}."),
        ("Promise or plan", "{person} promised to bring the {law} before parliament once the {thing} is settled."),
        ("Promise or plan", "The council plans to sell the {such} {thing} to {org} and rent it back for ten years."),
        ("Forecast", "{org} expects demand for the {work} to shrink before {year} and sees {number} at risk."),
        ("Forecast", "Without a {such} {thing}, {person} warned, {place} could lose {number} within a decade."),
        ("Statistic", "A study by {org} counts {number} lost to the {such} {thing} in {place} since {year}."),
        ("Statistic", "Prices in {place} rose by {number} between {year} and {year}, the {such} survey found."),
        ("Judgement", "For {person} the {work} remains the most {such} thing that {org} has ever made."),
        ("Judgement", "The {event} was too {such} for a town of this size, several neighbours in {place} felt."),
        ("Accusation", "{person} accused {org} of hiding the {such} {thing} from inspectors for months."),
        ("Accusation", "Critics say {org} broke the {law} when it took {number} out of {place}."),
    ),
    titles=(
        "{org} to close its {thing} in {place}",
        "{person} named head of {org}",
        "{place} votes on a {such} {thing} after {event}",
        "What the {law} means for {place}",
        "{person}: a {such} {thing} for {place}",
        "{event} begins in {place} under {such} skies",
    ),
)

CHINESE = Vocabulary(
    language="zh",
    space="",
    sources=("江城晚报", "北方新闻网", "海港时报"),
    words={
        "person": pairs("李, 王, 陈, 刘, 赵, 周, 林, 何, 罗, 郑", "明远, 思齐, 晓岚, 志强, 雨桐, 建国, 若曦, 海波", ""),
        "org": pairs("东湖, 新星, 长河, 白云, 金桥", "银行, 大学, 钢铁公司, 航空公司, 研究院, 医院", ""),
        "place": _list("青石镇, 临江市, 云岭, 南湖区, 白沙港, 松原路, 柳河, 望海城, 平川县"),
        "event": pairs("春季, 沿海, 北方, 国际", "峰会, 书展, 运动会, 贸易博览会", ""),
        "law": pairs("清洁河流, 住房公平, 乡村学校", "法案, 条例, 计划", ""),
        "work": pairs("极光, 海燕, 晨星", "号渡轮, 平板电脑, 疫苗", ""),
        "date": _list("星期一, 星期三, 星期五, 三月三日, 六月三十日, 去年秋天, 二〇一九年, 明年春天"),
        "number": _list("百分之十二, 四百万元, 八百七十个岗位, 一千二百吨, 五十六公里, 二百四十户家庭"),
        "thing": _list("方案, 报告, 港口, 预算, 铁路, 桥梁, 市场, 决定, 工厂, 图书馆, 学校, 隧道, 合同, 水库"),
        "such": _list("新的, 长期的, 公共的, 谨慎的, 昂贵的, 联合的, 严格的, 现代的, 紧急的, 脆弱的"),
    },
    sentences=(
        ("", "{such}{thing}{date}在{place}正式启用，{person}出席了仪式。"),
        ("", "{person}与{person}在{place}会面，就{such}{thing}签署了协议。"),
        ("", "{work}从{place}出发，一天后抵达{place}。"),
        ("", "{org}的工人天亮前就开始检修{thing}，一直忙到深夜。"),
        ("Statement", "{person}表示，{org}将继续开放{place}的{thing}。"),
        ("Quotation", "“今天对{place}来说是重要的一天，”{person}在{event}结束后说。"),
        ("Promise or plan", "{org}计划在{place}增加{number}，并在{date}之前完成{such}{thing}。"),
        ("Forecast", "{org}预计{work}的需求将下降{number}。"),
        ("Statistic", "调查显示，{place}的价格上涨了{number}。"),
        ("Judgement", "在{person}看来，{law}是{org}做过的最{such}决定。"),
        ("Accusation", "{person}指责{org}隐瞒了{place}的{thing}，违反了{law}。"),
    ),
    titles=("{org}将关闭{place}的{thing}", "{person}出任{org}负责人", "{event}在{place}开幕"),
)

ARABIC = Vocabulary(
    language="ar",
    space=" ",
    sources=("صحيفة الميناء", "أخبار الشمال"),
    words={
        "person": pairs("سامر, ليلى, عمر, نادية, كريم, هدى, ياسين", "الحداد, منصور, الخطيب, نجار, السالم, درويش"),
        "org": pairs("شركة, مصرف, جامعة, مستشفى", "الأفق, النور, الساحل, الوحدة, المنارة"),
        "place": _list("وادي النخيل, تل الزيتون, رأس البحر, سوق الجمعة, عين الصفا, مرج الزهور"),
        "event": pairs("قمة, معرض, مهرجان", "الربيع, الشمال, الساحل"),
        "law": pairs("قانون, ميثاق, مبادرة", "الأنهار النظيفة, السكن العادل, المدارس الريفية"),
        "work": pairs("سفينة, لقاح, تقرير", "الفجر, النورس, المدار"),
        "date": _list("الاثنين, الأربعاء, الجمعة, الربيع الماضي, العام المقبل"),
        "number": _list("12 في المئة, أربعة ملايين دولار, 870 وظيفة, 240 أسرة, 56 كيلومترا"),
        "thing": _list("المشروع, التقرير, الميناء, السوق, الجسر, المصنع, المدرسة, القرار, المكتبة"),
        "such": _list("الجديد, الطويل, المحلي, المكلف, المشترك, الهادئ, العاجل"),
    },
    sentences=(
        ("", "افتتح {person} {thing} {such} في {place} يوم {date} بعد سنوات من التأخير."),
        ("", "التقى {person} مع {person} في {place} لتوقيع اتفاق حول {thing} {such}."),
        ("", "غادرت {work} مدينة {place} ثم وصلت إلى {place} بعد يوم واحد."),
        ("Statement", "قال {person} إن {org} ستواصل العمل في {place} حتى نهاية {thing}."),
        ("Quotation", "«هذا يوم مهم لسكان {place}» كما قال {person} بعد {event}."),
        ("Promise or plan", "تعتزم {org} توفير {number} في {place} قبل {date}."),
        ("Forecast", "تتوقع {org} أن يتراجع الطلب على {work} بنسبة {number}."),
        ("Statistic", "أظهر الاستطلاع أن الأسعار في {place} ارتفعت بنسبة {number} منذ {date}."),
        ("Accusation", "اتهم {person} إدارة {org} بمخالفة {law} في {place}."),
    ),
    titles=("{org} تغلق {thing} في {place}", "{person} يتولى إدارة {org}", "انطلاق {event} في {place}"),
)
