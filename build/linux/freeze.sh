#!/bin/sh
# Inside the old Debian: the locked packages, then the frozen program from /opt/source.
set -eu
export LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/opt/home
export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1
cd /opt
if ! cmp -s lock venv/lock; then
    rm -rf venv
    python/bin/python3 -m venv --without-pip venv
    PYTHONPATH=$(echo wheels/pip-*.whl) venv/bin/python -m pip install -q --no-index \
        --find-links wheels --no-deps --require-hashes --no-compile -r lock
    cp lock venv/lock
fi
cd source
../venv/bin/python build/translate.py compile > /dev/null
exec ../venv/bin/python build/freeze.py --target /opt/dist
