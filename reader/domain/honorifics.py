"""Titles and forms of address that stand before a name, or behind it, and are no part of it."""

from functools import cache

from reader.domain.entity_names import name_key

_WORDS = """
mr; mister; sir; dr; doctor; prof; professor; president; vice president; prime minister; premier
deputy prime minister; minister; foreign minister; defense minister; defence minister; finance minister
interior minister; chancellor; chairman; chairwoman; chairperson; vice chairman; chair; secretary
secretary general; general secretary; secretary of state; deputy secretary; foreign secretary; home secretary
under secretary; undersecretary; state councilor; state councillor; councilor; councillor; governor; mayor
senator; sen; representative; rep; congressman; congresswoman; judge; justice; chief justice; attorney general
ambassador; spokesperson; spokesman; spokeswoman; commissioner; director; director general; commander; general
gen; lieutenant general; major general; colonel; col; major; maj; captain; capt; lieutenant; lt; sergeant; sgt
admiral; adm; marshal; king; queen; emperor; pope; archbishop; bishop; cardinal; father; rabbi; imam; ayatollah
sheikh; sheik; emir; sultan; crown prince; comrade; ceo; chief executive; leader; supreme leader; coach; ms
miss; m; monsieur; mademoiselle; mlle; président; présidente; le président; premier ministre; ministre
chancelier; maire; herr; präsident; präsidentin; bundeskanzler; bundeskanzlerin; kanzler; ministerpräsident
bundespräsident; señor; sr; srta; presidente; presidenta; primer ministro; ministro; ministra; don; doña
el presidente; senhor; doutor; primeiro ministro; signor; dottor; onorevole; il presidente; meneer; pan; pani
prezydent; президент; премьер министр; премьер; министр; господин; г н; глава; генерал; доктор; профессор
товарищ; председатель; министр иностранных дел; министр обороны; президент россии; президент рф; прем’єр міністр
міністр; пане; السيد; الرئيس; الدكتور; دكتور; الأستاذ; الشيخ; الملك; الأمير; الوزير; وزير الخارجية; وزير الدفاع
رئيس الوزراء; اللواء; العقيد; الفريق; السفير; البابا; الامام; الإمام; ولي العهد; خادم الحرمين; الرئيس الروسي
الرئيس الصيني; الرئيس الأميركي; آقای; رئیس جمهور; دکتر; آیت الله; מר; הנשיא; ראש הממשלה; שר; ד ר; श्री
प्रधानमंत्री; राष्ट्रपति; डॉ; sayın; cumhurbaşkanı; başbakan; 国家主席; 主席; 总统; 總統; 总理; 總理; 总书记
總書記; 部长; 部長; 外长; 外長; 首相; 国务委员; 國務委員; 大統領; 国务卿; 發言人; 发言人
"""
# Of somebody else's family: with a surname alone these may mean another than the one who has it.
_OF_KIN = """
mrs; lady; first lady; prince; princess; duke; duchess; mme; madame; madam; frau; señora; sra; signora; senhora
госпожа; г жа; السيدة; الأميرة; lord; baron; baroness; count; countess; baby; young
"""
_FORMER = frozenset(("former", "then", "ex", "late", "acting", "outgoing", "incoming", "newly", "elect"))
_BEHIND = """
国家主席 主席 总统 總統 总理 總理 总书记 總書記 书记 書記 部长 部長 外长 外長 首相 大統領 国务卿 先生 女士 小姐
教授 博士 将军 將軍 省长 市长 市長 議員 议员 大使 发言人 發言人 同志 氏 さん さま 様 総理 総理大臣 外相 防衛相
会長 社長 대통령 총리 총리님 씨 장관 의장 국무위원장 위원장 주석 교수 회장
"""
_LONGEST_TITLE = 4


@cache
def _titles() -> tuple[frozenset[str], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The keys of titles before a name, of those of kin, and of those without spaces, the longest first."""
    before = frozenset(map(name_key, _WORDS.replace("\n", ";").split(";"))) - {""}
    kin = frozenset(map(name_key, _OF_KIN.replace("\n", ";").split(";"))) - {""}
    joined = tuple(sorted((title for title in before if ord(title[0]) > 0x2E80), key=len, reverse=True))
    behind = tuple(sorted((name_key(title) for title in _BEHIND.split()), key=len, reverse=True))
    return before | kin, kin, joined, behind


def without_honorific(name: str) -> tuple[str, bool]:
    """What is left of a name without its honorifics, and whether that means the same where it is a surname alone.

    An empty text where it has none, or nothing would be left.
    """
    before, kin, joined, behind = _titles()
    words = name.split()
    alone, first = True, 0
    while first < len(words) - 1:
        for count in range(min(_LONGEST_TITLE, len(words) - 1 - first), 0, -1):
            said = name_key(" ".join(words[first : first + count])).split()
            title = " ".join(word for word in said if word not in _FORMER)
            if not title or title in before:
                alone = alone and title not in kin
                first += count
                break
        else:
            break
    last = len(words)
    if last - first > 1 and name_key(words[-1]) in behind:
        last -= 1
    rest = " ".join(words[first:last])
    if last - first == 1 and ord(rest[-1]) > 0x2E80:
        rest = _without_joined(rest, joined, behind)
    return (rest, alone) if rest != " ".join(words) else ("", True)


def _without_joined(name: str, before: tuple[str, ...], behind: tuple[str, ...]) -> str:
    """A name without spaces, without the title before it and the one behind it."""
    for title in before:
        if name.startswith(title) and len(name) > len(title):
            name = name[len(title) :]
            break
    for title in behind:
        if name.endswith(title) and len(name) > len(title):
            return name[: -len(title)]
    return name
