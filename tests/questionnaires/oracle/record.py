"""Record what JavaRosa gives for the expressions of workbooks, as test data that needs no Java.

    python -m tests.questionnaires.oracle.record WORKBOOK... --into DIRECTORY [--sets 8]

JavaRosa comes from the ODK Validate jar inside the pyxform wheel; a Java development kit is needed.
"""

import argparse
import gzip
import json
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pyxform

from tests.questionnaires.oracle.filling import NOW, Filler
from tests.questionnaires.oracle.workbooks import read_form

HERE = Path(__file__).parent
JAR = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
X = "{http://www.w3.org/2002/xforms}"
JR = "{http://openrosa.org/javarosa}"
VOLATILE = ("now()", "random()", "uuid(", "pulldata(", "jr:itext", "once(", "property(")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workbooks", nargs="+", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--sets", type=int, default=8)
    arguments = parser.parse_args()
    for path in arguments.workbooks:
        record = record_form(path, arguments.sets)
        target = arguments.into / f"{path.stem}.json.gz"
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        print(target, len(record["results"]), "results", target.stat().st_size, "bytes")


def record_form(path, sets):
    form = read_form(path)
    root = ElementTree.fromstring(form.xml)
    asked = expressions_of(form.questionnaire, root)
    filler = Filler(form.questionnaire, seed=path.stem)
    answer_sets, lines, questions = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(sets):
            answers = filler.fill()
            counts = [[repeat, list(at), n] for (repeat, at), n in filler.counts.items()]
            answer_sets.append({"answers": answers, "counts": counts})
            file = Path(folder) / f"{number}.xml"
            file.write_text(filled(root, filler, answers), encoding="utf-8")
            lines.append(f"form\t{file}")
            for index, (place, _, _, xml_text) in enumerate(asked):
                where = filler.layout.places[place]
                for indices in filler._instances(where.repeats):
                    questions.append([number, index, where.key(indices)])
                    node = f"/{_root_name(root)}/{where.key(indices)}"
                    lines.append(f"ask\t{len(questions) - 1}\t{node}\t{xml_text}")
        found = run_java(lines, Path(folder))
    results = [[*questions[i], kind, value] for i, (kind, value) in enumerate(found)]
    return {
        "form": path.name,
        "now": NOW.isoformat(),
        "questionnaire": json.loads(form.questionnaire.to_json()),
        "expressions": [[place, role, text] for place, role, text, _ in asked],
        "sets": answer_sets,
        "results": results,
    }


def expressions_of(questionnaire, root):
    """(path, role, text as written, text for JavaRosa) of every expression both sides can read."""
    name = _root_name(root)
    found = []
    binds = {bind.get("nodeset"): bind for bind in root.iter(f"{X}bind")}
    filters = {
        element.get("ref"): items.get("nodeset")
        for element in root.iter()
        for items in element.findall(f"{X}itemset")
    }
    for path, node in questionnaire.walk():
        bind = binds.get(f"/{name}/{path}")
        for role, attribute in (
            ("relevant", "relevant"),
            ("constraint", "constraint"),
            ("calculation", "calculate"),
        ):
            text = getattr(node, role, "")
            if text and bind is not None and bind.get(attribute):
                found.append((path, role, text, bind.get(attribute)))
        nodeset = filters.get(f"/{name}/{path}")
        if getattr(node, "choice_filter", "") and nodeset and not nodeset.startswith("randomize"):
            found.append((path, "choice_filter", node.choice_filter, f"join(' ', {nodeset}/name)"))
    return [
        (path, role, _one_line(text), _one_line(xml))
        for path, role, text, xml in found
        if not any(mark in text for mark in VOLATILE)
    ]


def _one_line(text):
    return " ".join(text.split("\n")).replace("\t", " ")


def _root_name(root):
    instance = next(root.iter(f"{X}instance"))
    return instance[0].tag.rpartition("}")[2]


def filled(root, filler, answers):
    """The form with these answers as its first instance and without any logic of its own."""
    copy = ElementTree.fromstring(ElementTree.tostring(root))
    for bind in copy.iter(f"{X}bind"):
        for attribute in ("relevant", "constraint", "calculate", "readonly", "required"):
            bind.attrib.pop(attribute, None)
        bind.attrib.pop(f"{JR}preload", None)
        bind.attrib.pop(f"{JR}preloadParams", None)
    for element in copy.iter(f"{X}repeat"):
        element.attrib.pop(f"{JR}count", None)
        element.attrib.pop(f"{JR}noAddRemove", None)
    model = next(copy.iter(f"{X}model"))
    for value in list(model.findall(f"{X}setvalue")):
        model.remove(value)
    main = next(copy.iter(f"{X}instance"))[0]
    space = main.tag.rpartition("}")[0] + "}" if "}" in main.tag else ""
    for child in list(main):
        if child.tag.rpartition("}")[2] != "meta":
            main.remove(child)
    for place in filler.layout.places.values():
        if place.path != "meta" and not place.path.startswith("meta/"):
            _add(main, place, filler, answers, space)
    return ElementTree.tostring(copy, encoding="unicode")


def _add(main, place, filler, answers, space):
    for indices in filler._instances(place.repeats):
        key = place.key(indices)
        parent = main
        for step in key.split("/")[:-1]:
            tag, _, position = step.partition("[")
            twins = [child for child in parent if child.tag == space + tag]
            parent = twins[int(position[:-1]) - 1 if position else 0]
        element = ElementTree.SubElement(parent, space + place.name)
        answer = answers.get(key)
        if answer is not None:
            element.text = " ".join(answer) if isinstance(answer, list) else str(answer)


def run_java(lines, folder):
    subprocess.run(
        ["javac", "-cp", str(JAR), "-d", str(folder), str(HERE / "Evaluate.java")], check=True
    )
    done = subprocess.run(
        ["java", "-Duser.timezone=Asia/Shanghai", "-Duser.language=en", "-cp",
         f"{JAR}:{folder}", "Evaluate"],
        input="\n".join(lines) + "\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    answers = [line.split("\t") for line in done.stdout.splitlines()]
    return [(kind, value) for _, kind, value in answers]


if __name__ == "__main__":
    main()
