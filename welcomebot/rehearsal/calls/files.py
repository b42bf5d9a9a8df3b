"""Sending files and pictures, and fetching what people sent."""

from typing import Any

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.calls.sending import put
from welcomebot.rehearsal.rules import MAX_DOWNLOAD_BYTES, MAX_FILE_BYTES, check_caption
from welcomebot.rehearsal.state import File
from welcomebot.rehearsal.trouble import ApiError, bad_request
from welcomebot.rehearsal.world import World

TOO_LARGE = 413
PICTURE_SIDE = 512  # the simulation does not look into pictures
ATTACHED = "attach://"


def file_of(world: World, call: Call, name: str) -> File:
    """Return the uploaded file, or the earlier one that the call names."""
    value = call.text(name)
    upload = call.files.get(value.removeprefix(ATTACHED) if value.startswith(ATTACHED) else name)
    if upload is None:
        if value in world.files:
            return world.files[value]
        raise bad_request("wrong file identifier/HTTP URL specified" if value else f"there is no {name} in the request")
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MAX_FILE_BYTES:
        raise ApiError(TOO_LARGE, "Request Entity Too Large")
    return world.add_file(name=upload.name, content=upload.content, mime_type=upload.mime_type)


def _send(world: World, call: Call, content: dict[str, Any]) -> dict[str, Any]:
    formatted = call.formatted(text="caption", entities="caption_entities")
    check_caption(formatted)
    if formatted.text:
        content["caption"] = formatted.text
    if formatted.entities:
        content["caption_entities"] = formatted.entities
    return put(world, call, world.chat_of(call), content, html=call.text("caption"))


def send_document(world: World, call: Call) -> dict[str, Any]:
    """Send a file."""
    world.chat_of(call)
    return _send(world, call, {"document": document(file_of(world, call, "document"))})


def send_photo(world: World, call: Call) -> dict[str, Any]:
    """Send a picture."""
    world.chat_of(call)
    return _send(world, call, {"photo": [picture(file_of(world, call, "photo"))]})


def document(file: File) -> dict[str, Any]:
    """Return the Bot API's Document."""
    return describe(file) | {"file_name": file.name, "mime_type": file.mime_type}


def picture(file: File) -> dict[str, Any]:
    """Return the Bot API's PhotoSize."""
    return describe(file) | {"width": PICTURE_SIDE, "height": PICTURE_SIDE}


def describe(file: File) -> dict[str, Any]:
    """Return the fields that every kind of file has."""
    return {"file_id": file.file_id, "file_unique_id": f"unique-{file.file_id}", "file_size": len(file.content)}


def get_file(world: World, call: Call) -> dict[str, Any]:
    """Tell where a file can be fetched."""
    file = world.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return describe(file) | {"file_path": f"files/{file.file_id}"}


METHODS = {"sendDocument": send_document, "sendPhoto": send_photo, "getFile": get_file}
