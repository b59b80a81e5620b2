"""A learner and a topic of pages, made within Kolibri: `kolibri manage shell < kolibri_content.py`.

TEXT in the environment names a file of HTML, which every page shows. Prints a line of JSON.
"""

import hashlib
import io
import json
import os
import uuid
import zipfile
from pathlib import Path

from kolibri.core.auth.models import Facility, FacilityUser
from kolibri.core.content.models import ChannelMetadata, ContentNode, File, Language, LocalFile
from kolibri.core.content.utils.paths import get_content_storage_file_path

lang, _ = Language.objects.get_or_create(id="en", defaults={"lang_code": "en", "lang_name": "English"})
channel = uuid.uuid4().hex
shared = {"channel_id": channel, "available": True, "lang": lang}
root = ContentNode.objects.create(
    id=channel, content_id=uuid.uuid4().hex, title="Course", kind="topic", **shared
)
ChannelMetadata.objects.create(id=channel, name="Course", min_schema_version="5", root=root)
topic = ContentNode.objects.create(
    id=uuid.uuid4().hex, content_id=uuid.uuid4().hex, title="Module", kind="topic", parent=root, **shared
)
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as archive:
    archive.write(os.environ["TEXT"], "index.html")
data = packed.getvalue()
local = LocalFile.objects.create(
    id=hashlib.md5(data).hexdigest(), extension="zip", available=True, file_size=len(data)
)
stored = Path(get_content_storage_file_path(local.get_filename()))
stored.parent.mkdir(parents=True, exist_ok=True)
stored.write_bytes(data)
for place in range(6):
    page = ContentNode.objects.create(
        id=uuid.uuid4().hex,
        content_id=uuid.uuid4().hex,
        title=f"Page {place + 1}",
        kind="html5",
        parent=topic,
        sort_order=place,
        **shared,
    )
    File.objects.create(id=uuid.uuid4().hex, local_file=local, contentnode=page, preset="html5_zip")
facility = Facility.get_default_facility()
learner = FacilityUser(username="ana", full_name="Ana", facility=facility)
learner.set_password("by the fjord")
learner.save()
made = {"channel": channel, "node": page.id, "content": page.content_id, "facility": facility.id}
print(json.dumps(made | {"file": local.get_filename()}))
