#!/bin/sh
# Inside the old Debian: what Qt's wheels load, a compiler, and Python with the SQLite of its
# sqlite3 module built from Debian's sources (sqlite-utils imports it; surveys use sqlcipher3's).
set -eu
export DEBIAN_FRONTEND=noninteractive
prefix=/opt/python

apt-get update -qq
apt-get install -y -qq --no-install-recommends \
    build-essential dpkg-dev file patchelf pkg-config tcl xz-utils \
    zlib1g-dev libbz2-dev liblzma-dev libffi-dev libsqlite3-dev libssl-dev uuid-dev libexpat1-dev \
    libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 \
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 \
    libxcb-randr0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0
rm -rf /opt/source $prefix
mkdir -p /opt/source $prefix/lib
cd /opt/source
apt-get source -qq python3.11 sqlite3
sha256sum -c << HASHES
2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849  python3.11_3.11.2.orig.tar.gz
aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655  sqlite3_3.40.1.orig.tar.xz
HASHES
old=""
test "$(uname -m)" = x86_64 && old="-include /opt/glibc-2.28.h"

cd sqlite3-3.40.1
./configure --quiet --disable-tcl
make -s sqlite3.c
gcc -O2 -fPIC -shared $old "-ffile-prefix-map=$PWD=." -Wl,-soname,libsqlite3.so.0 \
    -DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE \
    -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_USE_URI \
    sqlite3.c -o $prefix/lib/libsqlite3.so.0 -lpthread -ldl -lm
strip -g $prefix/lib/libsqlite3.so.0
cd ../python3.11-3.11.2

# Found in this Debian, but newer than glibc 2.28: Python does without them.
export ac_cv_func_sem_clockwait=no ac_cv_func_pthread_cond_clockwait=no
# Tried by running something, which fails where no /dev/shm is mounted.
export ac_cv_posix_semaphores_enabled=yes ac_cv_broken_sem_getvalue=no
# One of the patches reads an inner header, which setup.py does not expect.
inner='extra_compile_args=["-DPy_BUILD_CORE_MODULE"]'
sed -i "s/Extension('pyexpat', /Extension('pyexpat', $inner, /" setup.py
export SOURCE_DATE_EPOCH=1700000000
./configure --quiet --prefix=$prefix --enable-shared --without-ensurepip --with-system-expat \
    CFLAGS="-O3 -ffile-prefix-map=$PWD=. -fno-semantic-interposition -fno-builtin-pow $old" \
    LDFLAGS="-fno-semantic-interposition -Wl,-rpath,$prefix/lib"
make -s -j"$(nproc)"
make -s altinstall
ln -sf python3.11 $prefix/bin/python3
# Debugging symbols and failed assertions name the folders of the build; the program must not.
sed -i "s,$PWD,.,g" $prefix/lib/python3.11/_sysconfigdata_*.py
strip -g $prefix/lib/libpython3.11.so.1.0 $prefix/lib/python3.11/lib-dynload/*.so
$prefix/bin/python3 -c "import sqlite3, pyexpat, ctypes, lzma, bz2, zlib, ssl, uuid"
rm -rf /opt/source
