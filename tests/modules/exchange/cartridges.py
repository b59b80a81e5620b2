"""Builds small cartridges, whole and half there; every word in them is our own."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from html import escape

from PIL import Image

from modules.exchange.packing import zipped

NAMESPACE = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
QTI = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"


def png(width: int = 16, height: int = 9) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(drawn, "PNG")
    return drawn.getvalue()


@dataclass
class Cartridge:
    """A cartridge under construction: items as they are added, files by name."""

    title: str = "Hvile i hverdagen"
    files: dict[str, bytes] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)

    def resource(self, type: str, href: str, content: bytes | None) -> str:
        """A resource; without content its file is missing. Returns its id."""
        id = f"r{len(self.resources)}"
        inside = f'<file href="{href}"/>'
        self.resources.append(f'<resource identifier="{id}" type="{type}" href="{href}">{inside}</resource>')
        if content is not None:
            self.files[href] = content
        return id

    def item(self, title: str, resource: str) -> str:
        inside = f"<title>{escape(title)}</title>"
        return f'<item identifier="i-{resource}" identifierref="{resource}">{inside}</item>'

    def page(self, title: str, html: str | None, href: str = "") -> str:
        href = href or f"pages/{len(self.resources)}.html"
        return self.item(
            title, self.resource("webcontent", href, html.encode() if html is not None else None)
        )

    def link(self, title: str, url: str) -> str:
        xml = f'<webLink xmlns="x"><title>{title}</title><url href="{escape(url)}"/></webLink>'
        href = f"links/{len(self.resources)}.xml"
        return self.item(title, self.resource("imswl_xmlv1p3", href, xml.encode()))

    def topic(self, title: str, html: str) -> str:
        xml = (
            f'<topic xmlns="x"><title>{title}</title><text texttype="text/html">{escape(html)}</text></topic>'
        )
        return self.item(
            title, self.resource("imsdt_xmlv1p3", f"topics/{len(self.resources)}.xml", xml.encode())
        )

    def quiz(self, title: str, *questions: str) -> str:
        xml = (
            '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
            f'<assessment ident="a" title="{title}"><section ident="s">{"".join(questions)}'
            "</section></assessment></questestinterop>"
        )
        return self.item(title, self.resource(QTI, f"quizzes/{len(self.resources)}.xml", xml.encode()))

    def folder(self, title: str, *items: str) -> str:
        inside = f"<title>{title}</title>{''.join(items)}"
        return f'<item identifier="f{len(self.items)}-{len(title)}">{inside}</item>'

    def manifest(self) -> bytes:
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><manifest identifier="m" xmlns="{NAMESPACE}" '
            'xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"><metadata>'
            "<schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>"
            f"<lom:lom><lom:general><lom:title><lom:string>{self.title}</lom:string></lom:title></lom:general></lom:lom>"
            '</metadata><organizations><organization identifier="o" structure="rooted-hierarchy">'
            f'<item identifier="root">{"".join(self.items)}</item></organization></organizations>'
            f"<resources>{''.join(self.resources)}</resources></manifest>"
        ).encode()

    def packed(self, **files: bytes) -> bytes:
        return zipped({"imsmanifest.xml": self.manifest(), **self.files, **files})


def question(profile: str, asked: str, answers: dict[str, tuple[str, bool]], feedback: dict[str, str]) -> str:
    """A question of QTI: answers {name: (words, is right)}, feedback {name: words}."""
    many = "Multiple" if profile.startswith("cc.multiple_response") else "Single"
    labels = "".join(
        f'<response_label ident="{name}"><material><mattext texttype="text/html">{escape(words)}</mattext>'
        "</material></response_label>"
        for name, (words, _) in answers.items()
    )
    told = "".join(
        '<respcondition continue="Yes"><conditionvar>'
        f'<varequal respident="r">{name}</varequal></conditionvar>'
        f'<displayfeedback feedbacktype="Response" linkrefid="{name}_fb"/></respcondition>'
        for name in feedback
    )
    equal = "".join(
        f'<varequal respident="r">{name}</varequal>'
        if is_right
        else f'<not><varequal respident="r">{name}</varequal></not>'
        for name, (_, is_right) in answers.items()
        if is_right or many == "Multiple"
    )
    shown = "".join(
        f'<itemfeedback ident="{name}_fb"><flow_mat><material><mattext texttype="text/plain">'
        f"{words}</mattext></material></flow_mat></itemfeedback>"
        for name, words in feedback.items()
    )
    offered = f"<render_choice>{labels}</render_choice>"
    choices = f'<response_lid ident="r" rcardinality="{many}">{offered}</response_lid>'
    return (
        f'<item ident="{profile}" title="{asked[:20]}"><itemmetadata><qtimetadata><qtimetadatafield>'
        f"<fieldlabel>cc_profile</fieldlabel><fieldentry>{profile}</fieldentry></qtimetadatafield></qtimetadata>"
        '</itemmetadata><presentation><material><mattext texttype="text/html">'
        f"{escape(f'<p>{asked}</p>')}</mattext></material>{choices if answers else ''}</presentation>"
        f'<resprocessing>{told}<respcondition continue="No"><conditionvar><and>{equal}</and></conditionvar>'
        '<setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>'
        f"{shown}</item>"
    )
