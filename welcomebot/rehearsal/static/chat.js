// One person's chat: messages, buttons, the command menu, the text field.

import { ask } from "./connection.js";
import { drawMessage, element } from "./message.js";

const PLACEHOLDERS = { fi: "Viesti", sv: "Meddelande", en: "Message", uk: "Повідомлення", ru: "Сообщение", ar: "رسالة" };
const STARTS = { fi: "Aloita", sv: "Starta", en: "Start", uk: "Почати", ru: "Начать", ar: "ابدأ" };
const TOAST_MS = 3500;
const TYPING_MS = 5000; // Telegram's clients show a chat action for five seconds

const LARGEST_FILE_BYTES = 50 * 1024 * 1024;

function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

export class Chat {
  constructor(person) {
    this.root = document.getElementById("person-template").content.firstElementChild.cloneNode(true);
    this.messages = new Map();
    this.find = (selector) => this.root.querySelector(selector);
    this.list = this.find(".list");
    this.log = this.find(".messages");
    this.field = this.find("textarea");
    this.root.id = `chat-${person.id}`;
    this.update(person);
    this.listen();
  }

  update(person) {
    this.person = person;
    const { name, language } = person;
    this.root.lang = language;
    this.root.dir = person.is_rtl ? "rtl" : "ltr";
    this.root.setAttribute("aria-label", `Chat of ${name}`);
    this.log.setAttribute("aria-label", `Messages of ${name}`);
    this.find(".chat-name").textContent = name;
    this.find(".chat-language").textContent = person.is_blocked ? "blocked the bot" : person.language_name;
    const avatar = this.find(".avatar");
    avatar.textContent = [...name][0] ?? "?";
    avatar.dataset.colour = person.id % 6;
    this.field.placeholder = PLACEHOLDERS[language] ?? PLACEHOLDERS.en;
    this.field.setAttribute("aria-label", `${this.field.placeholder} (${name})`);
    this.find(".start").textContent = STARTS[language] ?? STARTS.en;
    this.find(".block").textContent = person.is_blocked ? "Unblock the bot" : "Block the bot";
    this.find(".about h3").textContent = person.bot_name;
    this.find(".about p").textContent = person.bot_description;
    this.drawCommands();
    this.drawEmptiness();
  }

  listen() {
    this.find(".composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      } else if (event.key === "Escape") this.stopEditing();
    });
    this.field.addEventListener("input", () => this.fit());
    this.find(".stop-editing").addEventListener("click", () => this.stopEditing());
    this.find(".start").addEventListener("click", () => this.act("say", { text: "/start" }));
    this.find(".block").addEventListener("click", () => this.act(this.person.is_blocked ? "return" : "block"));
    for (const button of this.root.querySelectorAll("[data-kind]")) button.addEventListener("click", () => this.act("send", { kind: button.dataset.kind }));
    this.find(".own-file").addEventListener("click", () => this.find(".file-field").click());
    this.find(".file-field").addEventListener("change", (event) => this.sendFile(event.target));
    for (const [opener, menu] of [[".commands", ".commands-menu"], [".attach", ".attach-menu"], [".more", ".more-menu"]]) this.popUp(this.find(opener), this.find(menu));
    this.list.addEventListener("click", (event) => this.clickInText(event.target));
    this.list.addEventListener("keydown", (event) => {
      if (["Enter", " "].includes(event.key) && event.target.matches(".expandable, .spoiler")) {
        event.preventDefault();
        this.clickInText(event.target);
      }
    });
  }

  popUp(opener, menu) {
    const show = (isShown) => {
      menu.hidden = !isShown;
      opener.setAttribute("aria-expanded", String(isShown));
      if (isShown) menu.querySelector("button")?.focus();
    };
    opener.addEventListener("click", (event) => {
      event.stopPropagation();
      show(menu.hidden);
    });
    document.addEventListener("click", () => show(false));
    menu.addEventListener("keydown", (event) => {
      const items = [...menu.querySelectorAll("button")];
      const position = items.indexOf(document.activeElement);
      if (event.key === "Escape") {
        show(false);
        opener.focus();
      } else if (event.key === "ArrowDown") items[(position + 1) % items.length].focus();
      else if (event.key === "ArrowUp") items[(position - 1 + items.length) % items.length].focus();
      else return;
      event.preventDefault();
    });
  }

  clickInText(target) {
    const command = target.closest(".command");
    if (command) this.act("say", { text: command.dataset.command });
    target.closest(".expandable, .spoiler")?.classList.toggle("open");
  }

  async act(action, body = {}) {
    try {
      await ask(`/api/people/${this.person.id}/${action}`, body);
    } catch (error) {
      this.toast(error.message);
    }
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const edited = this.edited;
    this.stopEditing();
    this.field.value = "";
    this.fit();
    await (edited ? this.act("edit", { message_id: edited.id, text }) : this.act("say", { text }));
  }

  async sendFile(field) {
    const [file] = field.files;
    if (!file) return;
    if (file.size > LARGEST_FILE_BYTES) this.toast("The rehearsal takes files of up to 50 MB.");
    else if (!file.size) this.toast("This file is empty: Telegram does not send it.");
    else await this.act("file", { name: file.name, content: await inBase64(file) });
    field.value = ""; // so that the same file can be chosen again
  }

  startEditing(message) {
    this.edited = message;
    this.field.value = message.text;
    this.find(".editing").hidden = false;
    this.fit();
    this.field.focus();
  }

  stopEditing() {
    if (!this.edited) return;
    this.edited = undefined;
    this.field.value = "";
    this.find(".editing").hidden = true;
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 160)}px`;
  }

  async tap({ message, button, row, column, element: tapped }) {
    if (button.action === "copy") {
      await navigator.clipboard?.writeText(button.copy).catch(() => undefined);
      this.toast(`Copied: ${button.copy}`);
    }
    if (button.action === "link") {
      const isDeepLink = /^https:\/\/t\.me\/.*[?&]start=/.test(button.url);
      if (!isDeepLink) window.open(button.url, "_blank", "noopener");
    }
    tapped.classList.add("waiting");
    await this.act("tap", { message_id: message.id, row, column });
    setTimeout(() => tapped.classList.remove("waiting"), TYPING_MS);
  }

  show(message) {
    this.messages.set(message.id, message);
    const old = this.list.querySelector(`[data-id="${message.id}"]`);
    const isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
    if (message.is_deleted) {
      old?.remove();
      this.messages.delete(message.id);
    } else {
      const drawn = drawMessage(message, { onTap: (tap) => this.tap(tap), onEdit: (edited) => this.startEditing(edited) });
      if (old) old.replaceWith(drawn);
      else this.list.append(drawn);
    }
    if (!message.is_mine) this.find(".typing").hidden = true;
    this.drawEmptiness();
    if (!old && (isAtEnd || message.is_mine)) this.scrollToEnd();
  }

  scrollToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  showAll(messages) {
    this.list.replaceChildren();
    this.messages.clear();
    for (const message of messages) this.show(message);
    this.scrollToEnd();
  }

  typing() {
    const typing = this.find(".typing");
    typing.hidden = false;
    this.scrollToEnd();
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => { typing.hidden = true; }, TYPING_MS);
  }

  answerTap(text, isAlert) {
    for (const key of this.list.querySelectorAll(".waiting")) key.classList.remove("waiting");
    if (text) this.toast(text, isAlert);
  }

  toast(text, isAlert = false) {
    const toast = this.find(".toast");
    toast.textContent = text;
    toast.dir = "auto";
    toast.classList.toggle("alert", isAlert);
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, TOAST_MS);
  }

  drawCommands() {
    const menu = this.find(".commands-menu");
    const buttons = this.person.commands.map(({ command, description }) => {
      const button = element("button", { type: "button" }, element("b", { text: `/${command}`, dir: "ltr" }), element("span", { text: description, dir: "auto" }));
      button.addEventListener("click", () => this.act("say", { text: `/${command}` }));
      return button;
    });
    menu.replaceChildren(...buttons);
    this.find(".commands").hidden = !buttons.length;
  }

  drawEmptiness() {
    const isEmpty = this.messages.size === 0;
    this.find(".about").hidden = !isEmpty || !this.person.bot_description;
    this.find(".start").hidden = !isEmpty || this.person.is_blocked;
    this.find(".composer").hidden = this.person.is_blocked;
  }
}
