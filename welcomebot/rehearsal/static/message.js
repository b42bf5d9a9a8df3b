// One message as a bubble with its buttons.

const NOTES = {
  photo: "📷 Photo", voice: "🎤 Voice message, 0:03", sticker: "👋", location: "📍 Location: Kokkola", contact: "👤 Contact: Friend", video: "🎬 Video, 0:03",
  audio: "🎵 Audio, 0:03", animation: "GIF", video_note: "⏺ Video message", poll: "📊 Poll", dice: "🎲", venue: "📍 Kauppatori, Kokkola", service: "Service message",
};
const MARKS = { link: "↗", copy: "⧉" };

export function element(tag, { className = "", text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function drawMessage(message, { onTap, onEdit }) {
  const item = element("li", { className: message.is_mine ? "message mine" : "message", "data-id": message.id });
  const bubble = element("div", { className: message.kind === "sticker" || message.kind === "dice" ? "bubble large" : "bubble" });
  bubble.append(element("span", { className: "unseen", text: message.is_mine ? "You: " : "Bot: " }));
  if (message.reply_to) bubble.append(element("blockquote", { className: "reply", dir: "auto", text: message.reply_to }));
  if (message.file?.is_picture) bubble.append(element("img", { src: message.file.url, alt: NOTES.photo, className: "picture" }));
  else if (message.file) bubble.append(drawFile(message.file));
  else if (message.kind !== "text") bubble.append(element("p", { className: "note", text: NOTES[message.kind] ?? message.kind }));
  if (message.html) {
    // The rehearsal makes this HTML from text and entities itself: everything is escaped, only known tags are left.
    const text = element("div", { className: "text", dir: "auto" });
    text.innerHTML = message.html;
    bubble.append(text);
  }
  bubble.append(drawFoot(message, onEdit));
  item.append(bubble);
  if (message.keyboard.length) item.append(drawKeyboard(message, onTap));
  return item;
}

function drawFile(file) {
  const size = file.size < 1024 ? `${file.size} B` : `${Math.round(file.size / 1024)} KB`;
  const label = element("span", { className: "file-label" }, element("b", { text: file.name, dir: "auto" }), element("small", { text: `${size} · download`, dir: "ltr" }));
  return element("a", { className: "file", href: file.url, download: file.name }, element("span", { className: "file-icon", "aria-hidden": "true", text: "↓" }), label);
}

function drawFoot(message, onEdit) {
  const time = new Date(message.time * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const foot = element("p", { className: "foot" });
  if (message.reaction) foot.append(element("span", { className: "reaction", text: message.reaction }));
  if (message.is_edited) foot.append(element("span", { text: "edited" }));
  if (message.is_mine && message.kind === "text") {
    const edit = element("button", { type: "button", className: "edit", text: "Edit", "aria-label": `Edit: ${message.text.slice(0, 40)}` });
    edit.addEventListener("click", () => onEdit(message));
    foot.append(edit);
  }
  foot.append(element("time", { text: time }));
  return foot;
}

function drawKeyboard(message, onTap) {
  const keyboard = element("div", { className: "keyboard" });
  message.keyboard.forEach((row, rowNumber) => {
    const line = element("div", { className: "row" });
    row.forEach((button, column) => {
      const mark = MARKS[button.action];
      const made = element("button", { type: "button", className: `key ${button.style}`, dir: "auto" }, element("span", { text: button.text }));
      if (mark) made.append(element("i", { text: mark, "aria-hidden": "true" }), element("span", { className: "unseen", text: button.action === "link" ? " (opens a link)" : " (copies)" }));
      made.addEventListener("click", () => onTap({ message, button, row: rowNumber, column, element: made }));
      line.append(made);
    });
    keyboard.append(line);
  });
  return keyboard;
}
