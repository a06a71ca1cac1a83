"""The Jiaxing demonstration: the whole road through the real code, with invented people.

Everything it makes says 演示数据 / synthetic: the survey's title, the frame's source, the
workbook's sheet, the report's first line.
"""
