#!/bin/sh
# Inside the old Debian: what Qt's wheels load, a compiler, and Python built from Debian's source.
set -eu
export DEBIAN_FRONTEND=noninteractive
orig=python3.11_3.11.2.orig.tar.gz
hash=2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849

apt-get update -qq
apt-get install -y -qq --no-install-recommends \
    build-essential dpkg-dev file patchelf pkg-config xz-utils \
    zlib1g-dev libbz2-dev liblzma-dev libffi-dev libsqlite3-dev libssl-dev uuid-dev libexpat1-dev \
    libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 \
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 \
    libxcb-randr0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0
mkdir -p /opt/source
cd /opt/source
test -e "$orig" || apt-get source -qq python3.11
echo "$hash  $orig" | sha256sum -c -
cd python3.11-3.11.2

# Found in this Debian, but newer than glibc 2.28: Python does without them.
export ac_cv_func_sem_clockwait=no ac_cv_func_pthread_cond_clockwait=no
# One of the patches reads an inner header, which setup.py does not expect.
inner='extra_compile_args=["-DPy_BUILD_CORE_MODULE"]'
sed -i "s/Extension('pyexpat', /Extension('pyexpat', $inner, /" setup.py
export SOURCE_DATE_EPOCH=1700000000
machine=$(uname -m)
old=""
test "$machine" = x86_64 && old="-include /opt/glibc-2.28.h"
./configure --quiet --prefix=/opt/python --enable-shared --without-ensurepip --with-system-expat \
    CFLAGS="-O3 -fno-semantic-interposition -fno-builtin-pow $old" \
    LDFLAGS="-fno-semantic-interposition -Wl,-rpath,/opt/python/lib"
make -s -j"$(nproc)"
make -s altinstall
ln -sf python3.11 /opt/python/bin/python3
# Debugging symbols name the folders of the build; the program must not.
sed -i "s,$PWD,.,g" /opt/python/lib/python3.11/_sysconfigdata_*.py
strip -g /opt/python/lib/libpython3.11.so.1.0 /opt/python/lib/python3.11/lib-dynload/*.so
/opt/python/bin/python3 -c "import sqlite3, pyexpat, ctypes, lzma, bz2, zlib, ssl, uuid"
rm -rf /opt/source
