"""A small bot of python-telegram-bot for the page and the terminal: it greets, echoes with buttons, edits, sends a file."""

import contextlib
import os
from collections.abc import AsyncIterator

from telegram import BotCommand, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from welcomebot.rehearsal.server import BotApi

os.environ.setdefault("PTB_TIMEDELTA", "1")

ANSWER = {
    "ar": "<b>بطاقة الضريبة</b>\n<i>verokortti · skattekort</i>\n\nأنت قلت: {text}\n\nاطلب البطاقة من \u2068Vero\u2069 في خدمة \u2068OmaVero\u2069.\n\n<blockquote expandable>1. سجل الدخول إلى الخدمة.\n2. اكتب دخلك السنوي المتوقع.\n3. أرسل الطلب.\n4. أعط البطاقة لصاحب العمل.\n5. احتفظ بنسخة منها.</blockquote>\n/topics",
    "en": '<b>Tax card</b>\n<i>verokortti · skattekort</i>\n\nYou said: {text}\n\nOrder the card in OmaVero before your first salary. See <a href="https://www.vero.fi">vero.fi</a>.\n\n<blockquote expandable>1. Log in to OmaVero.\n2. Write how much you will earn this year.\n3. Send the form.\n4. Give the card to your employer.\n5. Keep a copy.</blockquote>\nChecked 24 November 2026. /topics',
}
LABELS = {
    "ar": ("👍 ساعدتني", "👎 لم تساعدني", "الموقع الرسمي", "نسخ العنوان", "شكرا لك!"),
    "en": ("👍 It helped", "👎 It did not help", "Source: Vero", "Copy the address", "Thank you!"),
}


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_text("مرحبا! اكتب سؤالك." if update.effective_user.language_code == "ar" else "Hello! Write your question.")


async def file(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_document(document=b'{"name": "x"}', filename="my-data.json", caption="Your data")


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    language = "ar" if update.effective_user.language_code == "ar" else "en"
    yes, no, source, copy, _ = LABELS[language]
    rows = [
        [InlineKeyboardButton(yes, callback_data="up"), InlineKeyboardButton(no, callback_data="down")],
        [InlineKeyboardButton(source, url="https://www.vero.fi/"), InlineKeyboardButton(copy, copy_text=CopyTextButton("Torikatu 1, 67100 Kokkola"))],
    ]
    text = ANSWER[language].format(text=(update.effective_message.text or "?").replace("&", "&amp;").replace("<", "&lt;"))
    await update.effective_message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=InlineKeyboardMarkup(rows))


async def tap(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    thanks = LABELS["ar" if update.effective_user.language_code == "ar" else "en"][4]
    await update.callback_query.answer(text=thanks)
    await update.callback_query.edit_message_text(f"{thanks} ({update.callback_query.data})")


@contextlib.asynccontextmanager
async def playing(api: BotApi) -> AsyncIterator[None]:
    """Let the bot poll the server while the block runs."""
    request, polling = (HTTPXRequest(httpx_kwargs={"transport": api.transport()}) for _ in range(2))
    application = Application.builder().token(api.token).request(request).get_updates_request(polling).build()
    application.add_handlers([CommandHandler("start", start), CommandHandler("file", file), CallbackQueryHandler(tap), MessageHandler(filters.ALL, echo)])
    async with application:
        await application.bot.set_my_commands([BotCommand("topics", "Browse all topics"), BotCommand("file", "Get a file")])
        await application.bot.set_my_commands([BotCommand("topics", "تصفح كل المواضيع"), BotCommand("file", "احصل على ملف")], language_code="ar")
        await application.bot.set_my_description("Questions about life in Kokkola? Ask in your own words.")
        await application.bot.set_my_description("هل لديك أسئلة عن الحياة في \u2068Kokkola\u2069؟ اسأل بكلماتك.", language_code="ar")
        await application.updater.start_polling(poll_interval=0)
        await application.start()
        yield
        await application.updater.stop()
        await application.stop()
