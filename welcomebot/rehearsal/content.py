"""What people send besides text, in the Bot API's form."""

import struct
import zlib
from collections.abc import Callable
from typing import Any

from welcomebot.rehearsal.calls.files import describe, document, picture
from welcomebot.rehearsal.world import World

KOKKOLA = {"latitude": 63.8385, "longitude": 23.1306}
SKY, SEA = (0x9F, 0xC9, 0xE3), (0x1D, 0x5C, 0x73)
PICTURE_WIDTH, PICTURE_HEIGHT, HORIZON = 16, 11, 7
DURATION_S = 3


def draw_picture() -> bytes:
    """Return a small PNG: the sky over the sea."""
    rows = b"".join(b"\0" + bytes(SKY if line < HORIZON else SEA) * PICTURE_WIDTH for line in range(PICTURE_HEIGHT))
    header = struct.pack(">IIBBBBB", PICTURE_WIDTH, PICTURE_HEIGHT, 8, 2, 0, 0, 0)  # 8 bits a channel, RGB
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _photo(world: World) -> dict[str, Any]:
    return {"photo": [picture(world.add_file(name="photo.png", content=draw_picture()))]}


def _document(world: World) -> dict[str, Any]:
    return {"document": document(world.add_file(name="letter.pdf", content=b"%PDF-1.4 a letter"))}


def _voice(world: World) -> dict[str, Any]:
    return {"voice": describe(world.add_file(name="voice.ogg", content=b"OggS")) | {"duration": DURATION_S, "mime_type": "audio/ogg"}}


def _video(world: World) -> dict[str, Any]:
    return {"video": picture(world.add_file(name="video.mp4", content=b"ftyp")) | {"duration": DURATION_S}}


def _audio(world: World) -> dict[str, Any]:
    return {"audio": describe(world.add_file(name="audio.mp3", content=b"ID3")) | {"duration": DURATION_S}}


def _animation(world: World) -> dict[str, Any]:
    return {"animation": picture(world.add_file(name="animation.mp4", content=b"ftyp")) | {"duration": DURATION_S}}


def _video_note(world: World) -> dict[str, Any]:
    return {"video_note": describe(world.add_file(name="note.mp4", content=b"ftyp")) | {"length": 240, "duration": DURATION_S}}


def _sticker(world: World) -> dict[str, Any]:
    look = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👋"}
    return {"sticker": picture(world.add_file(name="sticker.webp", content=b"RIFF")) | look}


def _location(_: World) -> dict[str, Any]:
    return {"location": dict(KOKKOLA)}


def _venue(_: World) -> dict[str, Any]:
    return {"venue": {"location": dict(KOKKOLA), "title": "Kauppatori", "address": "Kokkola"}, "location": dict(KOKKOLA)}


def _contact(_: World) -> dict[str, Any]:
    return {"contact": {"phone_number": "+358000000000", "first_name": "Friend"}}


def _dice(_: World) -> dict[str, Any]:
    return {"dice": {"emoji": "🎲", "value": 6}}


def _poll(world: World) -> dict[str, Any]:
    options = [{"text": text, "voter_count": 0, "persistent_id": text} for text in ("Yes", "No")]
    flags = dict.fromkeys(("is_closed", "allows_multiple_answers", "allows_revoting", "members_only"), False)
    return {
        "poll": {"id": str(world.next_number()), "question": "?", "options": options, "total_voter_count": 0, "is_anonymous": True, "type": "regular", **flags}
    }


CONTENT: dict[str, Callable[[World], dict[str, Any]]] = {
    "photo": _photo,
    "document": _document,
    "voice": _voice,
    "video": _video,
    "audio": _audio,
    "animation": _animation,
    "video_note": _video_note,
    "sticker": _sticker,
    "location": _location,
    "venue": _venue,
    "contact": _contact,
    "dice": _dice,
    "poll": _poll,
}
