"""The one stylesheet, filled with the colours and sizes of the moment."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from ui.palette import Colours

_SIZES = {"small": 12, "body": 13, "section": 16, "title": 22, "question": 28}
_SPACES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)

_SHEET = Template("""
* { font-size: ${body}px; color: $text; }
QMainWindow, QDialog, QWizard, #window, #page { background: $window; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: ${s4}px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[role="faint"] { color: $faint_text; }
QLabel[role="small"] { color: $faint_text; font-size: ${small}px; }
QLabel[role="question"] { font-size: ${question}px; font-weight: 500; }
QLabel[role="notice"] { color: $caution; font-weight: 600; }
QLabel[role="error"] { color: $not_met; }
QLabel[role="figure"] { font-size: ${title}px; }
QLabel[role="key"] {
  color: $faint_text; font-size: ${small}px; border: 1px solid $border; border-radius: ${s3}px;
  padding: 0 ${s4}px; }

#rail { background: $rail; border-right: 1px solid $border; }
#rail QPushButton {
  background: transparent; border: 2px solid transparent; border-radius: ${s4}px;
  text-align: left; padding: ${s6}px ${s8}px; font-size: ${body}px; }
#rail QPushButton:hover { background: $stripe; }
#rail QPushButton:checked { background: $selection; font-weight: 600; }
#rail QPushButton:focus { border-color: $accent; }
#rail QPushButton:disabled { color: $faint_text; }

QPushButton, QToolButton {
  icon-size: ${s16}px;
  background: $surface; border: 1px solid $field_border; border-radius: ${s4}px;
  padding: ${s4}px ${s12}px; min-height: ${s20}px; }
QToolButton { padding: ${s4}px ${s8}px; }
QToolButton[quiet="true"], QPushButton[quiet="true"] {
  background: transparent; border-color: transparent; }
QPushButton:hover, QToolButton:hover { background: $stripe; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint_text; border-color: $border; }
QPushButton[primary="true"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled {
  background: $stripe; color: $faint_text; border-color: $border; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
  background: $surface; border: 1px solid $field_border; border-radius: ${s4}px;
  padding: ${s3}px ${s6}px; min-height: ${s20}px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus, QDateEdit:focus { border: 2px solid $accent; }
QLineEdit:read-only { background: $window; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${s20}px; }
QComboBox::down-arrow, QDateEdit::down-arrow {
  image: url("$chevron"); width: ${s12}px; height: ${s12}px; }
QComboBox QAbstractItemView {
  background: $surface; border: 1px solid $border; selection-background-color: $selection;
  selection-color: $text; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QTableView::indicator { width: ${s16}px; height: ${s16}px; }
QCheckBox::indicator:unchecked, QTableView::indicator:unchecked {
  background: $surface; border: 1px solid $field_border; border-radius: ${s2}px;
  width: ${s12}px; height: ${s12}px; }

QRadioButton::indicator {
  width: ${s12}px; height: ${s12}px; border-radius: ${s6}px; background: $surface;
  border: 1px solid $field_border; }
QRadioButton::indicator:checked {
  width: ${s6}px; height: ${s6}px; border: ${s4}px solid $accent; border-radius: ${s6}px; }

QTableView, QTreeView, QListView, QListWidget {
  background: $surface; alternate-background-color: $stripe; border: 1px solid $border;
  padding: 1px; gridline-color: $border; font-size: ${small}px;
  selection-background-color: $selection; selection-color: $text; }
QTableView::item { padding: 0 ${s4}px; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $accent; padding: 0; }
QTableView QLineEdit { font-size: ${small}px; }
QHeaderView { background: $rail; border: none; }
QHeaderView::section {
  background: $rail; border: none; border-right: 1px solid $border;
  border-bottom: 1px solid $border; padding: ${s4}px ${s8}px; font-size: ${small}px;
  font-weight: 600; }
QTableCornerButton::section { background: $rail; border: none; }

#message { background: $surface; border-top: 1px solid $border; }
#drop {
  background: $surface; border: 3px dashed $accent; border-radius: ${s8}px;
  font-size: ${title}px; padding: ${s24}px; }
#tasks { background: $rail; border-top: 1px solid $border; }
QProgressBar {
  background: $stripe; border: 1px solid $border; border-radius: ${s4}px; text-align: center;
  max-height: ${s12}px; font-size: ${small}px; }
QProgressBar::chunk { background: $accent; border-radius: ${s3}px; }

QMenu { background: $surface; border: 1px solid $border; padding: ${s4}px; }
QMenu::item { padding: ${s6}px ${s24}px ${s6}px ${s12}px; border-radius: ${s3}px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint_text; }
QMenu::separator { height: 1px; background: $border; margin: ${s4}px; }

QTabWidget::pane { border: none; }
QTabBar::tab {
  background: transparent; border: none; border-bottom: 3px solid transparent;
  padding: ${s6}px ${s12}px; }
QTabBar::tab:selected { border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { background: $selection; }
QGroupBox {
  border: 1px solid $border; border-radius: ${s4}px; margin-top: ${s16}px; padding: ${s8}px; }
QGroupBox::title { subcontrol-origin: margin; left: ${s8}px; color: $faint_text; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $selection; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: ${s12}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${s12}px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: ${s4}px; margin: ${s2}px; }
QScrollBar::handle:vertical { min-height: ${s24}px; }
QScrollBar::handle:horizontal { min-width: ${s24}px; }
QScrollBar::handle:hover { background: $field_border; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; width: 0; height: 0; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: ${s4}px; }
QPushButton[role="choice"] {
  text-align: left; padding: ${s8}px ${s16}px; font-size: ${section}px; min-height: ${s24}px; }
QPushButton[role="choice"]:checked {
  background: $selection; border: 2px solid $accent; font-weight: 600; }
""")


def stylesheet(colours: Colours, scale: float) -> str:
    """The stylesheet for these colours, all sizes times ``scale``."""
    sizes = {name: round(size * scale) for name, size in _SIZES.items()}
    spaces = {f"s{size}": max(1, round(size * scale)) for size in (*_SPACES, 20)}
    chevron = {"chevron": Path(__file__).with_name("chevron.svg").as_posix()}
    return _SHEET.substitute({**asdict(colours), **sizes, **spaces, **chevron})
