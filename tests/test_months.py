"""Dates in the languages of apps: each name of a month that the Unicode data (CLDR) has is read as that month."""

from datetime import datetime

import pytest
from babel import Locale
from babel.dates import format_datetime

from lowback_rules import LogError, read_log
from lowback_rules.readers.dates import day_of, moment, when

# fmt: off
LOCALES = [
    "en", "en_GB", "en_AU", "en_CA", "de", "de_AT", "es", "es_MX", "es_419", "fr", "fr_CA", "it", "pt", "pt_PT", "nl",
    "nl_BE", "pl", "ru", "tr", "ko", "ja", "zh", "zh_Hant", "sv", "da", "nb", "nn", "fi", "cs", "uk",
]
# fmt: on
TIMES = [datetime(2026, month, 5 if month % 2 else 17, hour, 10) for month in range(1, 13) for hour in (0, 6, 12, 18)]


def _names(locale: str) -> list[tuple[str, int]]:
    months = Locale.parse(locale).months
    return [
        (name, number)
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in months[context][width].items()
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_name_of_a_month_is_read_long_and_short_with_and_without_a_dot(locale: str) -> None:
    for name, number in _names(locale):
        for written in (name, name.rstrip("."), name.upper(), f"{name.rstrip('.')}."):
            assert moment(f"5 {written} 2026, 17:18") == datetime(2026, number, 5, 17, 18), written


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("pattern", ["d MMM y, HH:mm", "d MMMM y, HH:mm", "MMM d, y, h:mm a"])
def test_what_apps_write_in_each_language(locale: str, pattern: str) -> None:
    for time in TIMES:
        assert moment(format_datetime(time, pattern, locale=locale)) == time


@pytest.mark.parametrize("locale", sorted({*LOCALES} - {"fr_CA"}))
def test_what_browsers_write_in_each_language(locale: str) -> None:
    for time in TIMES:
        text = format_datetime(time, "medium", locale=locale)
        assert when(text, "month-first" if locale == "en" else "day-first") == time, text


@pytest.mark.parametrize(
    "text",
    [
        "5 9월 2026, 18:10",
        "2026년 9월 5일 오후 6:10",
        "2026年9月5日 18:10",
        "2026年9月5日 下午6:10",
        "2026. 9. 5. 오후 6:10",
        "5. September 2026 um 18:10",
        "5 de septiembre de 2026, 6:10 p. m.",
        "5 сент. 2026\u202fг., 18:10",
        "Sep 5, 2026 at 6:10\u202fPM",
        "05.09.26, 18:10",
        "2026/09/05 18:10:00",
        "2026-09-05T18:10:00",
    ],
)
def test_the_fifth_of_september(text: str) -> None:
    assert moment(text) == datetime(2026, 9, 5, 18, 10)


def test_dates_with_strokes_need_the_order() -> None:
    assert when("05/09/2026, 18:10", "day-first") == datetime(2026, 9, 5, 18, 10)
    assert when("9/5/26, 6:10\u202fPM", "month-first") == datetime(2026, 9, 5, 18, 10)
    assert when("05-09-2026", "day-first") == day_of("05-09-2026", "day-first")
    with pytest.raises(LogError, match="may have the day or the month first"):
        moment("05/09/2026, 18:10")


@pytest.mark.parametrize(
    "text",
    [
        "5 Xyz 2026, 17:18",
        "5 m 2026, 17:18",
        "5 Sep 2026, 17:18 xm",
        "0 Sep 2026, 1:00 PM",
        "5 Sep 2026, 0:10 PM",
        "0001-01-01T00:00:00Z",
        "5 Sep 1026, 17:18",
        "2026-09-05T25:00",
    ],
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(LogError):
        moment(text)


def _hevy(*starts: str) -> str:
    rows = [f'A,"{start}","",Squat (Barbell),normal,100,5' for start in starts]
    return "title,start_time,end_time,exercise_title,set_type,weight_kg,reps\n" + "\n".join(rows)


def test_the_dates_of_a_file_decide_the_order_of_each_other() -> None:
    log = read_log(_hevy("05/09/2026, 18:10", "13/09/2026, 18:10"))
    assert [session.start for session in log.history] == [datetime(2026, 9, 5, 18, 10), datetime(2026, 9, 13, 18, 10)]
    with pytest.raises(LogError, match="give --dates day-first or --dates month-first"):
        read_log(_hevy("05/09/2026, 18:10"))
    (session,) = read_log(_hevy("05/09/2026, 18:10"), dates="month-first").history
    assert session.start == datetime(2026, 5, 9, 18, 10)
