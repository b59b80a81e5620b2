"""Pictures, drawn anew in the widths that pages need: whatever else was in the file is gone."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

from modules.library.models import WIDTHS, narrower
from modules.library.refusals import DiskFull, Unfit, told_when_full

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
# Decompressed, a picture takes four bytes a pixel; what is larger is a bomb, or of no use on a screen.
MOST_PIXELS = 50_000_000
QUALITY = 82


def draw_anew(path: Path, folder: Path, name: str) -> tuple[int, int]:
    """Write the picture as `name` and narrower ones beside it; returns width and height of the largest.

    Upright, without what the camera wrote about time and place. Raises `Unfit` and `DiskFull`.
    """
    try:
        upright = _upright(path)
    except (Unfit, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise Unfit("too_many_pixels") from error
    except Exception as error:  # broken files make Pillow's readers fail in every way there is
        raise Unfit("broken_file") from error
    return _kept(upright, folder, name)


def _upright(path: Path) -> Image.Image:
    with Image.open(path, formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Unfit("too_many_pixels")
        picture.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
        return ImageOps.exif_transpose(picture).convert("RGBA" if _has_clear_parts(picture) else "RGB")


def _has_clear_parts(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info


def _kept(upright: Image.Image, folder: Path, name: str) -> tuple[int, int]:
    widest = _as_wide(upright, min(upright.width, WIDTHS[-1]))
    sizes = {name: widest, **{narrower(name, w): _as_wide(upright, w) for w in WIDTHS if w < widest.width}}
    try:
        with told_when_full():
            for each, picture in sizes.items():
                picture.save(folder / each, "WEBP", quality=QUALITY)
    except (DiskFull, OSError):
        for each in sizes:
            (folder / each).unlink(missing_ok=True)
        raise
    return widest.size


def _as_wide(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
