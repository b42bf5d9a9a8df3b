// The page: people side by side, or one at a time behind tabs on a phone.

import { Chat } from "./chat.js";
import { ask, listen } from "./connection.js";
import { element } from "./message.js";

const chats = new Map();
const tabs = document.getElementById("tabs");
const people = document.getElementById("people");
const dialog = document.getElementById("person-dialog");
const connection = document.getElementById("connection");

function select(id, { isFocused = false } = {}) {
  for (const [other, chat] of chats) {
    const isSelected = other === id;
    chat.root.classList.toggle("selected", isSelected);
    chat.tab.setAttribute("aria-selected", String(isSelected));
    chat.tab.tabIndex = isSelected ? 0 : -1;
    if (isSelected) {
      chat.tab.classList.remove("news");
      if (isFocused) chat.tab.focus();
      chat.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
      chat.scrollToEnd();
    }
  }
}

function addChat(person) {
  const chat = new Chat(person);
  chats.set(person.id, chat);
  chat.tab = element("button", { type: "button", className: "tab", role: "tab", id: `tab-${person.id}`, "aria-controls": `chat-${person.id}`, dir: "auto" });
  chat.tab.addEventListener("click", () => select(person.id));
  chat.root.setAttribute("aria-labelledby", chat.tab.id);
  drawTab(chat);
  tabs.append(chat.tab);
  people.append(chat.root);
  document.getElementById("empty").hidden = true;
  select(person.id);
  chat.root.scrollIntoView({ inline: "end", block: "nearest" });
  return chat;
}

function drawTab(chat) {
  chat.tab.replaceChildren(element("b", { text: chat.person.name }), element("small", { text: chat.person.language.toUpperCase() }));
}

tabs.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const ids = [...chats.keys()];
  const position = ids.findIndex((id) => chats.get(id).tab === document.activeElement);
  select(ids[(position + step + ids.length) % ids.length], { isFocused: true });
});

async function addPerson(language, name = "") {
  const person = await ask("/api/people", language === "office" ? { is_office: true } : { language, name });
  const chat = chats.get(person.id) ?? addChat(person);
  select(person.id);
  chat.find(".start").focus();
}

document.getElementById("add-person").addEventListener("click", () => {
  document.getElementById("person-name").value = "";
  dialog.returnValue = "";
  dialog.showModal();
});
dialog.addEventListener("close", () => {
  if (dialog.returnValue === "add") addPerson(document.getElementById("person-language").value, document.getElementById("person-name").value);
});
for (const chip of document.querySelectorAll("[data-language]")) chip.addEventListener("click", () => addPerson(chip.dataset.language));

function onEvent(event) {
  if (event.kind === "person") {
    const known = chats.get(event.person.id) ?? addChat(event.person);
    known.update(event.person);
    drawTab(known);
    return;
  }
  const chat = chats.get(event.person_id);
  if (event.kind === "toast") chat.answerTap(event.text, event.is_alert);
  else if (event.kind === "action") chat.typing();
  else {
    chat.show(event.message);
    if (!event.message.is_mine && !chat.root.classList.contains("selected")) chat.tab.classList.add("news");
  }
}

async function load() {
  const state = await ask("/api/state");
  for (const person of state.people) {
    const chat = chats.get(person.id) ?? addChat(person);
    chat.update(person);
    chat.showAll(person.messages);
  }
  document.getElementById("empty").hidden = chats.size > 0;
  connection.textContent = "connected";
  connection.dataset.state = "on";
}

listen({
  onOpen: load,
  onEvent,
  onLost: () => {
    connection.textContent = "connection lost, trying again…";
    connection.dataset.state = "off";
  },
});
