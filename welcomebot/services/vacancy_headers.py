"""What the columns of a table of vacancies may be called, and the words that stand in them, in Finnish, Swedish and English."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from welcomebot.domain.folding import words
from welcomebot.services.loose_fields import field_name

# The field, and what people call it. The field's own name is understood too.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "id": ("tunnus", "tunniste", "ilmoituksen tunnus", "viitenumero", "viite", "annonsens id", "referens", "referensnummer", "reference", "job id"),
    "employer": ("työnantaja", "yritys", "yrityksen nimi", "organisaatio", "arbetsgivare", "företag", "company", "organisation"),
    "business_id": ("y-tunnus", "ytunnus", "fo-nummer", "fo-nr", "business id"),
    "title": ("tehtävänimike", "nimike", "otsikko", "ammattinimike", "työtehtävä", "befattning", "yrkesbenämning", "titel", "rubrik", "job title", "position"),
    "title_fi": ("otsikko suomeksi", "tehtävänimike suomeksi", "titel på finska", "title in finnish"),
    "title_sv": ("otsikko ruotsiksi", "tehtävänimike ruotsiksi", "titel på svenska", "title in swedish"),
    "title_en": ("otsikko englanniksi", "tehtävänimike englanniksi", "titel på engelska", "title in english"),
    "description": (
        "kuvaus",
        "tehtävän kuvaus",
        "työn kuvaus",
        "työnkuvaus",
        "ilmoitusteksti",
        "beskrivning",
        "arbetsbeskrivning",
        "annonstext",
        "job description",
    ),
    "description_fi": ("kuvaus suomeksi", "beskrivning på finska", "description in finnish"),
    "description_sv": ("kuvaus ruotsiksi", "beskrivning på svenska", "description in swedish"),
    "description_en": ("kuvaus englanniksi", "beskrivning på engelska", "description in english"),
    "summary": ("tiivistelmä", "sammanfattning"),
    "language": ("ilmoituksen kieli", "annonsens språk", "language of the ad"),
    "municipality": ("kunta", "paikkakunta", "työpaikan sijainti", "sijainti", "kommun", "ort", "arbetsort", "place", "location", "city"),
    "address": ("osoite", "katuosoite", "adress", "gatuadress"),
    "remote": ("etätyö", "distansarbete", "remote work"),
    "employment": ("työsuhde", "työsuhteen laatu", "työn luonne", "työsuhteen tyyppi", "anställning", "anställningsform", "employment type"),
    "work_time": ("työaika", "työaikamuoto", "arbetstid", "arbetstidsform", "working time", "work times"),
    "hours_a_week": ("viikkotyöaika", "tunnit viikossa", "tuntia viikossa", "veckoarbetstid", "timmar per vecka", "hours per week"),
    "pay_basis": ("palkkausperuste", "palkan peruste", "lönegrund", "basis of pay"),
    "pay": ("palkka", "palkkaus", "palkan suuruus", "lön", "salary", "wage"),
    "positions": ("paikkojen määrä", "työpaikkojen määrä", "avoimia paikkoja", "paikat", "antal platser", "antal arbetsplatser", "openings"),
    "start": ("alkaa", "työ alkaa", "aloitus", "aloituspäivä", "alkamispäivä", "börjar", "startdatum", "arbetet börjar", "start date"),
    "apply_by": (
        *("hakuaika päättyy", "haku päättyy", "viimeinen hakupäivä", "hakuaika", "hae viimeistään"),
        *("sista ansökningsdag", "ansökningstid", "ansökningstiden utgår", "ansök senast", "last day to apply", "deadline"),
    ),
    "apply_url": ("hakulinkki", "hakuosoite", "linkki", "ansökningslänk", "länk", "link", "apply link"),
    "phone": ("puhelin", "puhelinnumero", "yhteyshenkilön puhelin", "telefon", "telefonnummer", "phone number"),
    "email": ("sähköposti", "sähköpostiosoite", "yhteyshenkilön sähköposti", "e-post", "epost", "e-mail"),
    "occupations": ("ammatti", "ammatit", "yrke", "yrken", "occupation"),
    "required_skills": ("vaaditut taidot", "vaadittava osaaminen", "osaaminen", "taidot", "vaatimukset", "krävda kunskaper", "kunskaper", "kunnande", "krav"),
    "nice_skills": ("toivotut taidot", "toivottu osaaminen", "eduksi", "eduksi katsotaan", "meriterande", "önskat kunnande", "nice to have"),
    "required_languages": ("kielitaito", "vaadittu kielitaito", "kielet", "språkkunskaper", "språk", "language skills"),
    "required_permits": ("luvat", "kortit", "luvat ja kortit", "vaaditut kortit", "pätevyydet", "tillstånd", "kort", "tillstånd och kort", "cards", "permits"),
    "driving_licences": ("ajokortti", "ajokorttiluokka", "körkort", "driving licence", "driving license"),
    "experience_years": ("kokemus vuosina", "työkokemus", "kokemus", "arbetserfarenhet", "erfarenhet", "years of experience", "experience"),
    "education": ("koulutus", "koulutusaste", "utbildning", "utbildningsnivå", "education level"),
    "needs_record_extract": ("rikosrekisteriote", "rikostaustaote", "straffregisterutdrag", "criminal record extract"),
    "hard": ("ehdottomat vaatimukset", "ovillkorliga krav", "hard requirements"),
}

# What people write into the cells, and the word that stands for it.
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "employment": {
        "permanent": (
            "vakituinen",
            "toistaiseksi",
            "toistaiseksi voimassa oleva",
            "vakinainen",
            "tillsvidare",
            "tills vidare",
            "ordinarie",
            "fast anställning",
        ),
        "fixed-term": ("määräaikainen", "sijaisuus", "tidsbunden", "visstid", "visstidsanställning", "vikariat", "substitute"),
        "seasonal": ("kausityö", "kausiluonteinen", "sesongtyö", "säsongsarbete"),
        "summer": ("kesätyö", "kesätyöntekijä", "sommarjobb", "sommararbete", "summer work"),
        "trainee": ("harjoittelu", "harjoittelupaikka", "harjoittelija", "praktik", "praktikplats"),
        "apprenticeship": ("oppisopimus", "läroavtal"),
        "work-trial": ("työkokeilu", "arbetsprövning"),
        "pay-subsidised": ("palkkatuki", "palkkatukityö", "lönesubvention", "lönesubventionerat arbete"),
        "adapted": ("mukautettu työ", "räätälöity työ", "anpassat arbete"),
    },
    "work_time": {
        "full-time": ("kokoaikainen", "kokoaikatyö", "kokopäivätyö", "kokopäiväinen", "heltid", "heltidsarbete"),
        "part-time": ("osa-aikainen", "osa-aikatyö", "deltid", "deltidsarbete"),
        "shift": ("vuorotyö", "2-vuorotyö", "3-vuorotyö", "5-vuorotyö", "kaksivuorotyö", "kolmivuorotyö", "jaksotyö", "skiftarbete", "skift", "periodarbete"),
        "evening": ("iltatyö", "ilta", "kvällsarbete", "kväll"),
        "night": ("yötyö", "yö", "nattarbete", "natt"),
        "weekend": ("viikonlopputyö", "viikonloppu", "veckoslutsarbete", "veckoslut", "helg"),
        "on-call": ("tarvittaessa kutsuttava", "keikkatyö", "tarvittaessa työhön kutsuttava", "kallas vid behov", "behovsanställning"),
    },
    "pay_basis": {
        "hour": ("tuntipalkka", "tunti", "timlön", "hourly pay"),
        "month": ("kuukausipalkka", "kuukausi", "månadslön", "monthly pay"),
        "piece": ("urakkapalkka", "suorituspalkka", "ackord", "ackordslön"),
        "commission": ("provisio", "provisiopalkka", "provision", "provisionslön"),
        "agreement": ("työehtosopimus", "tes", "tessin mukaan", "työehtosopimuksen mukaan", "kollektivavtal", "enligt kollektivavtal"),
    },
    "municipality": {"remote": ("etätyö", "etä", "distans", "distansarbete", "remote work")},
    "education": {
        "3": ("toinen aste", "ammatillinen tutkinto", "ammattitutkinto", "lukio", "andra stadiet", "yrkesexamen", "gymnasium", "vocational"),
        "6": ("alempi korkeakoulututkinto", "ammattikorkeakoulu", "amk", "lägre högskoleexamen", "yrkeshögskola", "yh", "bachelor"),
        "7": ("ylempi korkeakoulututkinto", "yliopisto", "maisteri", "högre högskoleexamen", "universitet", "magister", "master"),
    },
}
# Several words may stand in one cell of these.
LISTS = frozenset({"employment", "work_time"})


def field_of(header: Any) -> str | None:
    """Return the field that a column is called by, whatever the case; None where nobody knows it."""
    return _fields().get(_folded(header)) if isinstance(header, str) else None


def said(field: str, cell: str) -> str:
    """Return a cell with the words of the trade in the form that fields are read in; all else stays as it is."""
    meanings = _words().get(field)
    if meanings is None:
        return cell
    if field not in LISTS:
        return meanings.get(_folded(cell), cell)
    return ";".join(meanings.get(_folded(item), item.strip()) for item in re.split(r"[;|\n,]", cell) if item.strip())


def _folded(text: str) -> str:
    return " ".join(words(field_name(text).replace("_", " ")))


@cache
def _fields() -> Mapping[str, str]:
    return {_folded(name): field for field, names in HEADERS.items() for name in (field, *names)}


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {field: {_folded(word): value for value, spoken in values.items() for word in spoken} for field, values in WORDS.items()}
