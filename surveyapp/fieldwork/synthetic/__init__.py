"""演示数据 / synthetic: the respondent model of the demonstration and of the coverage study.

A seeded model of people invents who lives in a household, whether they are found and willing, and
what they answer. Because it is a model, its true values are known, and it can be seen whether
weighting and estimation find them. Nothing here describes the city.
"""
