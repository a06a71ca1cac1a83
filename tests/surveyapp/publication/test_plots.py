"""The house's pictures: honest axes, wrapped labels, verdict and n in the row, two themes."""

import pytest

from surveyapp import words
from surveyapp.publication.plots import BarRow, IntervalRow, draw_bars, draw_intervals, wrap_label
from surveyapp.publication.style import png_of, svg_of
from surveyapp.publication.wording import figure_text, interval_text

ROWS = [
    IntervalRow("南湖区", 79.7, 76.2, 82.9, 748, "not_distinguishable", 74.9, 84.0),
    IntervalRow("海盐县", 84.5, 81.0, 87.9, 432, "met"),
    IntervalRow("没有数字", None, None, None, 0, "not_assessed"),
]


def texts(figure):
    axes = figure.axes[0]
    return [text.get_text() for text in axes.texts]


def test_the_row_says_verdict_and_n():
    words.set_language("en")
    said = texts(draw_intervals(ROWS, unit="%", target=80))
    assert "Not distinguishable · n = 748" in said
    assert "Met · n = 432" in said
    assert "Target 80" in said


def test_the_axis_shows_every_whisker_and_the_target():
    low, high = draw_intervals(ROWS, target=95).axes[0].get_xlim()
    assert low < 74.9
    assert high > 95


@pytest.mark.parametrize("dark", [False, True])
def test_it_draws_as_svg_and_png_and_twice_the_same(dark):
    first = svg_of(draw_intervals(ROWS, target=80, dark=dark))
    assert first == svg_of(draw_intervals(ROWS, target=80, dark=dark))
    assert first.startswith("<svg")
    assert "南湖区" in first
    assert png_of(draw_intervals(ROWS, dark=dark)).startswith(b"\x89PNG")


def test_an_empty_picture_does_not_fail():
    assert svg_of(draw_intervals([]))


def test_whole_numbers_stay_whole():
    assert "1,131" in texts(draw_bars([BarRow("甲", 1131), BarRow("乙", 7)], unit="份"))
    assert "3.5" in texts(draw_bars([BarRow("甲", 3.46), BarRow("乙", 7)], unit="%"))


def test_long_labels_wrap_and_no_line_begins_with_a_closing_mark():
    lines = wrap_label("公众对生态文明建设的满意度（满意和比较满意的比例）").split("\n")
    assert len(lines) == 3 or len(lines) == 2
    assert not any(line.startswith(("）", "，")) for line in lines)
    assert "".join(lines) == "公众对生态文明建设的满意度（满意和比较满意的比例）"
    assert wrap_label("桐乡市") == "桐乡市"


def test_what_does_not_exist_is_a_dash():
    assert figure_text(None) == "–"
    assert interval_text(1.0, None) == "–"
    assert figure_text(80.096166) == "80.10"
