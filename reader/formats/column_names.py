"""What the columns of tables of articles are called, in many languages."""

import re

from reader.domain.intake import ArticleField

#: For each field the names of its columns, the likeliest first, in small letters with spaces between words.
NAMES: dict[ArticleField, tuple[str, ...]] = {
    ArticleField.TEXT: (
        *("text", "full text", "fulltext", "article text", "article body", "articlebody", "maintext", "main text"),
        *("body text", "bodytext", "body", "content", "content text", "article content", "article", "paragraphs"),
        *("story", "news", "transcript", "document", "sentence", "content html", "html", "markdown", "column data"),
        *("texte", "corps", "contenu", "volltext", "inhalt", "artikeltext", "texto", "cuerpo", "contenido", "testo"),
        *(
            "corpo",
            "contenuto",
            "conteúdo",
            "tekst",
            "inhoud",
            "treść",
            "текст",
            "содержание",
            "тіло",
            "metin",
            "içerik",
        ),
        *(
            "正文",
            "全文",
            "内容",
            "內容",
            "文本",
            "本文",
            "テキスト",
            "본문",
            "내용",
            "نص",
            "النص",
            "المحتوى",
            "متن",
            "טקסט",
        ),
    ),
    ArticleField.TITLE: (
        *("title", "headline", "heading", "article title", "subject", "titre", "titel", "überschrift", "schlagzeile"),
        *("título", "titulo", "titular", "titolo", "nagłówek", "tytuł", "заголовок", "название", "başlık"),
        *("标题", "標題", "题目", "題目", "タイトル", "見出し", "제목", "عنوان", "العنوان", "כותרת"),
    ),
    ArticleField.SOURCE: (
        *("source", "source name", "publisher", "publication", "outlet", "newspaper", "site name", "sitename", "site"),
        *(
            "agency",
            "domain",
            "journal",
            "quelle",
            "zeitung",
            "medium",
            "fuente",
            "medio",
            "fonte",
            "testata",
            "veículo",
        ),
        *(
            "bron",
            "źródło",
            "источник",
            "джерело",
            "kaynak",
            "来源",
            "來源",
            "媒体",
            "媒體",
            "出典",
            "媒体名",
            "출처",
            "언론사",
        ),
        *("المصدر", "مصدر", "منبع", "מקור"),
    ),
    ArticleField.AUTHOR: (
        *("author", "authors", "author name", "byline", "creator", "writer", "reporter", "journalist", "by", "auteur"),
        *(
            "auteurs",
            "autor",
            "autorin",
            "autoren",
            "verfasser",
            "autores",
            "autora",
            "autore",
            "autori",
            "автор",
            "авторы",
        ),
        *("yazar", "作者", "记者", "記者", "著者", "筆者", "저자", "기자", "الكاتب", "المؤلف", "نویسنده", "מחבר"),
    ),
    ArticleField.URL: (
        *("url", "link", "article url", "web url", "permalink", "canonical url", "href", "uri", "web page", "webpage"),
        *(
            "source url",
            "external url",
            "adresse",
            "lien",
            "enlace",
            "collegamento",
            "ссылка",
            "bağlantı",
            "网址",
            "链接",
        ),
        *("網址", "連結", "リンク", "링크", "رابط", "الرابط", "קישור"),
    ),
    ArticleField.PUBLISHED: (
        *(
            "published",
            "published at",
            "publishedat",
            "date published",
            "datepublished",
            "publish date",
            "published time",
        ),
        *("publication date", "pub date", "pubdate", "date publish", "published date", "published on", "publishedtime"),
        *("date", "datetime", "timestamp", "time", "created at", "created utc", "created", "day", "datum"),
        *("veröffentlicht", "veröffentlicht am", "erschienen", "erschienen am", "erscheinungsdatum", "publié le"),
        *("date de publication", "fecha", "fecha de publicación", "data"),
        *(
            "data di pubblicazione",
            "data de publicação",
            "publicado",
            "дата",
            "дата публикации",
            "tarih",
            "日期",
            "发布时间",
        ),
        *(
            "發布時間",
            "时间",
            "時間",
            "発行日",
            "公開日",
            "日付",
            "날짜",
            "발행일",
            "التاريخ",
            "تاريخ",
            "تاریخ",
            "תאריך",
        ),
    ),
    ArticleField.LANGUAGE: (
        *(
            "language",
            "lang",
            "language code",
            "locale",
            "sprache",
            "langue",
            "idioma",
            "lingua",
            "taal",
            "язык",
            "dil",
        ),
        *("语言", "語言", "言語", "언어", "اللغة"),
    ),
    ArticleField.ID: (
        *("id", "uid", "guid", "uuid", "article id", "articleid", "doc id", "document id", "identifier", "key", "编号"),
    ),
}

#: When a record was made: the date of an article only where the table does not tell of changes to its records, too.
MADE = frozenset({"created at", "created", "created on"})
MADE_WITH = frozenset({"updated at", "updated", "updated on", "modified at"})

_WORDS = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")


def likeness(field: ArticleField, name: str) -> int | None:
    """How likely a column of this name holds the field: the smaller the likelier, None where nothing speaks for it.

    The last part of a dotted name (`data.text`) counts less than a whole name; for an id it does not count.
    """
    names = NAMES[field]
    whole = plain_name(name)
    if whole in names:
        return names.index(whole)
    last = plain_name(name.rpartition(".")[2])
    if "." in name and field is not ArticleField.ID and last in names:
        return len(names) + names.index(last)
    return None


def plain_name(name: str) -> str:
    """The name in small letters, with spaces between its words: `publishedAt` and `published_at` are the same."""
    return " ".join(_WORDS.findall(_HUMP.sub(" ", name.strip()).casefold()))
