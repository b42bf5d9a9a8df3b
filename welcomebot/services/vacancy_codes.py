"""What the codes in the national vacancy interface stand for; None for a code that says nothing of what the bot tells apart."""

from collections.abc import Mapping

from welcomebot.domain.vacancies import Employment, PayBasis, WorkTime

# Continuity of the work.
EMPLOYMENT: Mapping[str, Employment | None] = {
    "01": Employment.PERMANENT,
    "02": Employment.FIXED_TERM,
    "0201": Employment.SEASONAL,
    "0202": Employment.SUMMER,
    "summer-job": Employment.SUMMER,
    "temporary": Employment.FIXED_TERM,
    "internship": Employment.TRAINEE,
}
# Full or part time. A table's cell may have lost the zero in front.
WORK_TIME: Mapping[str, WorkTime | None] = {
    "01": WorkTime.FULL_TIME,
    "02": WorkTime.PART_TIME,
    "1": WorkTime.FULL_TIME,
    "2": WorkTime.PART_TIME,
    "fulltime": WorkTime.FULL_TIME,
    "parttime": WorkTime.PART_TIME,
}
# When: day, evening, night, in periods, flexible, on weekdays, at weekends, in shifts.
WORKING_TIMES: Mapping[str, WorkTime | None] = {
    "01": None,
    "02": WorkTime.EVENING,
    "03": WorkTime.NIGHT,
    "04": WorkTime.SHIFT,
    "05": None,
    "06": None,
    "07": WorkTime.WEEKEND,
    "08": WorkTime.SHIFT,
    "day": None,
    "flexible": None,
    "weekdays": None,
}
PAY: Mapping[str, PayBasis | None] = {"hourly": PayBasis.HOUR, "monthly": PayBasis.MONTH, "collective-agreement": PayBasis.AGREEMENT, "other": None}
# A class of driving licence, of which the bot knows these as permits of their own.
LICENCES: Mapping[str, str] = {
    "B": "driving-licence-B",
    "BE": "driving-licence-B",
    "B96BE": "driving-licence-B",
    "C": "driving-licence-C",
    "C1": "driving-licence-C",
    "C1C": "driving-licence-C",
    "CE": "driving-licence-CE",
    "C1E": "driving-licence-CE",
    "C1ECE": "driving-licence-CE",
}
# Levels of education: 31 and 32 are the general and the vocational upper secondary one.
EDUCATION: Mapping[str, int] = {"31": 3, "32": 3, **{str(level): level for level in range(3, 9)}}
