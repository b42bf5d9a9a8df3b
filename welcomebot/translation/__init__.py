"""Engines that translate, behind services.translate_text.TranslationEngine."""
