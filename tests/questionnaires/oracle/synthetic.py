"""A made-up form with repeats in repeats and one calculation for each thing worth comparing."""

TOP = """
    string-length(${word})
    string-length('张三 a')
    normalize-space(concat('  a ', ${word}, '   b '))
    substr(${word}, 1)
    substr(${word}, -2)
    substr(${word}, 0, ${small})
    substr(${word}, ${small}, -1)
    substring-before(${word}, 'a')
    substring-after(${word}, ' ')
    translate(${word}, 'abc', 'AB')
    contains(${word}, 'a')
    starts-with(${word}, 'x')
    ends-with(${word}, '7')
    concat(${word}, ${small}, ${amount}, ${born}, ${seen})
    concat(${small} > 3, ' ', ${small} + 0.5, ' ', 1 div 3)
    join('-', ${small}, ${word}, '')
    regex(${word}, '[0-9]+')
    regex(${word}, '[a-z ]+')
    regex(${small}, '[0-9]{1,2}')
    boolean(${word})
    boolean(${small})
    boolean(${later})
    boolean-from-string(${word})
    boolean-from-string(${small})
    not(${small})
    number(${word})
    number(${small}) + number('')
    number(' 12 ')
    number('1,5')
    number('1e3')
    number('--1')
    number('.5')
    number('5.')
    number(true())
    number(${born})
    int(${amount})
    int(- ${amount})
    int(${word})
    round(${amount})
    round(- ${amount})
    round(${amount}, 1)
    round(- ${amount}, 1)
    round(${amount} * 100, -2)
    round(2.5) + round(-2.5) * 10
    round(${word})
    abs(${small} - 5)
    pow(${small}, 2)
    pow(${amount}, 0.5)
    sqrt(${amount})
    sqrt(-1)
    exp(1)
    exp10(${small})
    log(${amount} + 1)
    log10(${small})
    sin(${small}) + cos(${small}) + tan(0.5)
    asin(0.5) + acos(0.5) + atan(${small}) + atan2(${small}, 3)
    pi()
    ${small} div 0
    0 div 0
    - ${small} div 0
    ${small} mod 3
    - ${small} mod 3
    ${amount} mod -2.5
    ${small} + ${amount} * 2 - 3 div 4
    - ${small} + 2
    -(- ${small})
    ${small} - -2
    2 - 3 - 4 * 2 div 8
    max(${small}, ${amount}, 3)
    min(${small}, ${amount}, 3)
    max(${small}, ${word})
    min('', ${amount})
    ${small} = 3
    ${small} = '3'
    ${small} = ''
    ${small} != ''
    ${small} != ${amount}
    ${word} = ''
    ${word} = 7
    ${word} = '7'
    ${word} = 'NaN'
    ${later} = ${later2}
    ${later} = 0
    ${later} > 5
    ${small} > ${amount}
    ${word} > 3
    ${word} <= ''
    true() = ${small}
    true() > false()
    'a' < 'b'
    ${small} and ${word}
    ${small} or ${word}
    ${small} > 2 and ${small} < 9 or ${word} = 'rice' and not(${amount} > 3)
    ${small} = 1 or ${small} = 2 or ${small} = 3 or ${small} = 4
    1 < 2 < 3
    3 > 2 > 1
    1 = 1 = true()
    coalesce(${word}, ${small})
    coalesce(${later}, 'none')
    coalesce(number(${word}), -1)
    if(${small} > 3, ${word}, ${amount})
    if(${word}, 'filled', 'blank')
    if(${later}, 'later', 'never')
    selected(${modes}, 'bus')
    selected(${modes}, ' bus ')
    selected(${modes}, 'b')
    selected(${modes}, ${town})
    selected(${town}, 'a')
    selected(${word}, 'a')
    selected(${modes}, '')
    count-selected(${modes})
    count-selected(${town})
    selected-at(${modes}, 0)
    selected-at(${modes}, 1)
    selected-at(${modes}, -1)
    ${modes} = 'bus'
    ${modes} = 'bus car'
    string(${modes})
    checklist(1, 2, ${small} > 3, ${amount} > 3, ${word})
    checklist(-1, 1, ${small}, ${amount})
    weighted-checklist(2, 5, ${small} > 3, 2, ${amount} > 2, 3)
    date(${born})
    date('2020-02-29')
    date(${small} * 1000)
    date(${seen})
    date-time('2020-02-29T10:20:30.000+08:00')
    ${born} < date('2000-01-01')
    ${born} = '2000-01-01'
    ${born} + 1
    ${born} - date('2000-01-01')
    date(${born} + 30)
    ${born} = ${born}
    ${born} <= today()
    int((today() - ${born}) div 365.25)
    ${seen} > ${born}
    ${seen} - ${born}
    string(${seen})
    string(${born})
    boolean(${born})
    decimal-date-time(${seen})
    decimal-date-time(${born})
    decimal-date-time('2020-02-29T10:20:30.000Z')
    decimal-time(${seen})
    decimal-time('2020-02-29T06:00:00.000+08:00')
    format-date(${born}, '%Y-%m-%d')
    format-date(${born}, '%y/%n/%e')
    format-date(${born}, '%b %d %a')
    format-date-time(${seen}, '%Y-%m-%dT%H:%M:%S')
    format-date-time(${seen}, '%h:%M:%S.%3')
    format-date('', '%Y')
    format-date(0, '%Y-%m-%d')
    format-date-time(18000.5, '%Y-%m-%d %H:%M')
    ${born} > 10000
    ${later}
    digest(${word}, 'SHA-256')
    digest(${word}, 'MD5', 'hex')
    base64-decode('5byg')
    position(..)
    count(${models})
    count(${parts})
    count(${nothing})
    count-non-empty(${price})
    sum(${price})
    sum(${mass})
    min(${price})
    max(${grade})
    join(',', ${grade})
    concat(${grade})
    join(' ', ${mark})
    sum(/data/shop/models/price)
    sum(/data/shop/models[grade > 3]/price)
    count(/data/shop/models[grade > 3])
    count(/data/shop/models[position() > 1])
    count(/data/shop/models[./grade >= ../limit])
    count(/data/shop/models[mark = ''])
    join(',', /data/shop/models[position() = 2]/grade)
    /data/shop/models[position() = 1]/grade
    /data/shop/models[1]/grade
    /data/shop/models[9]/grade
    sum(${models}[grade > 2]/price)
    indexed-repeat(${price}, ${models}, 1)
    indexed-repeat(${price}, ${models}, ${small})
    indexed-repeat(${price}, ${models}, 0)
    indexed-repeat(${mass}, ${models}, 1, ${parts}, 2)
    indexed-repeat(${mass}, ${models}, 2, ${parts}, 1)
    instance('town')/root/item[name = 'b']/county
    instance('town')/root/item[name = ${town}]/county
    count(instance('town')/root/item[county = 'x'])
    count(instance('town')/root/item[county = ${word} or name = ${town}])
    join(' ', instance('town')/root/item[position() < 3]/name)
    join(' ', instance('town')/root/item[missing = '']/name)
    instance('town')/root/item[2]/name
    count(randomize(instance('town')/root/item/name))
    current()/../small + 1
    ./../small
    /data/small
    true()
    null
    once(${word})
    depend(${small}, ${word})
    area('1 1 0 0; 1 2 0 0; 2 2 0 0; 2 1 0 0')
    distance('1 1 0 0; 1 2 0 0; 2 2 0 0')
"""
INSIDE = """
    ${grade}
    ../grade + 1
    ${price} > ${limit}
    position(..)
    position(../..)
    count(${models})
    count(${parts})
    sum(${price})
    sum(${mass})
    sum(../parts/mass)
    sum(../../models/price)
    max(/data/shop/models/grade)
    count(/data/shop/models)
    indexed-repeat(${grade}, ${models}, position(..) - 1)
    indexed-repeat(${mass}, ${models}, 1, ${parts}, 1)
    indexed-repeat(${grade}, ${models}, 1) = ${grade}
    count(/data/shop/models[grade = current()/../grade])
    count(../../models[grade > 3])
    join(',', ../../models[position() < position(current()/..)]/grade)
    selected(${mark}, 'b')
    if(position(..) = count(../../models), 'last', 'more')
    ${small} + ${grade}
    /data/small
    ../../limit
    current()/../grade
    sum(${models}[grade > 2]/price)
    ${models}[position() = 1]/grade
"""
DEEPEST = """
    ${mass} + ${grade}
    position(..)
    position(../..)
    count(${parts})
    sum(../../parts/mass)
    ../../grade
    ${price} * ${mass}
    sum(${price})
    ${mass} > ${limit}
    indexed-repeat(${mass}, ${models}, 1, ${parts}, 1)
    count(../../parts[mass > 2])
    count(${models})
    sum(${price})
    count(/data/shop/models/parts)
    sum(../../../models/price)
    count(${parts}[mass > 2])
"""


def workbook():
    """The form as sheets of rows, as pyxform takes them."""
    survey = [
        {"type": "integer", "name": "small", "label": "x"},
        {"type": "decimal", "name": "amount", "label": "x"},
        {"type": "text", "name": "word", "label": "x"},
        {"type": "date", "name": "born", "label": "x"},
        {"type": "datetime", "name": "seen", "label": "x"},
        {"type": "select_one town", "name": "town", "label": "x"},
        {"type": "select_multiple mode", "name": "modes", "label": "x"},
        {"type": "calculate", "name": "later", "calculation": "${small} - 3"},
        {"type": "calculate", "name": "later2", "calculation": "${small} * 1.5"},
        {"type": "begin group", "name": "shop", "label": "x"},
        {"type": "decimal", "name": "limit", "label": "x"},
        {"type": "begin repeat", "name": "models", "label": "x"},
        {"type": "integer", "name": "grade", "label": "x"},
        {"type": "decimal", "name": "price", "label": "x"},
        {"type": "select_one mode", "name": "mark", "label": "x",
         "choice_filter": "name != ${town} and ${grade} > 2"},
        {"type": "begin repeat", "name": "parts", "label": "x"},
        {"type": "decimal", "name": "mass", "label": "x"},
        *_calculations("deep", DEEPEST),
        {"type": "end repeat"},
        *_calculations("inside", INSIDE),
        {"type": "end repeat"},
        {"type": "begin repeat", "name": "nothing", "label": "x"},
        {"type": "text", "name": "void", "label": "x"},
        {"type": "end repeat"},
        {"type": "end group"},
        {"type": "select_one town", "name": "near", "label": "x",
         "choice_filter": "county = ${word} or selected(${modes}, name)"},
        *_calculations("top", TOP),
    ]  # fmt: skip
    choices = [
        {"list_name": "mode", "name": name, "label": name, "speed": str(speed)}
        for speed, name in enumerate(("bus", "car", "bike", "a", "b"))
    ]
    choices += [
        {"list_name": "town", "name": name, "label": name, "county": county}
        for name, county in (("a", "x"), ("b", "rice"), ("c", "x"), ("bus", "7"), ("e", ""))
    ]
    settings = [{"form_id": "synthetic", "form_title": "synthetic"}]
    return {"survey": survey, "choices": choices, "settings": settings}


def _calculations(prefix, block):
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    return [
        {"type": "calculate", "name": f"{prefix}_{number}", "calculation": line}
        for number, line in enumerate(lines)
    ]
