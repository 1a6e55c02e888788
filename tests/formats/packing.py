"""Makes archives for tests: small documents of XML, and bombs."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def archive(members: Mapping[str, str | bytes]) -> BytesIO:
    """An archive of the members, a first one called `mimetype` stored as it is."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    file.seek(0)
    return file


def relationships(**targets: tuple[str, str]) -> str:
    """A part of relationships: by id, the kind and the target; a target with a colon lies outside."""
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{R}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for identity, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inside}</Relationships>'


def word(body: str, before: str = "", **members: str) -> BytesIO:
    """A Word document of the XML of its body, of its `styles` and `numbering` parts, and of its `core` properties."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships(r1=("officeDocument", "word/document.xml"), r2=("core-properties", "core.xml")),
        "word/_rels/document.xml.rels": relationships(
            r1=("styles", "styles.xml"),
            r2=("numbering", "/word/numbering.xml"),
            r3=("hyperlink", "https://port.example/a"),
            r4=("hyperlink", "javascript:alert"),
        ),
        "word/document.xml": f'{before}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
    }
    for name in ("styles", "numbering"):
        if name in members:
            parts[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{W}">{members[name]}</w:{name}>'
    if "core" in members:
        parts["core.xml"] = (
            f'<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{members["core"]}</c>'
        )
    return archive(parts)
