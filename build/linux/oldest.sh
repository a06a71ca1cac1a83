#!/bin/sh
# Makes a Debian as old as can be had, with a Python in it whose glibc symbols reach no further
# than 2.28 (UOS 20, Kylin V10). As root, with network: oldest.sh FOLDER. Done once; kept.
set -eu
folder=$1
here=$(dirname "$(readlink -f "$0")")
suite=bullseye # glibc 2.31; buster (2.28) is no longer on Debian's mirrors
mirror=http://deb.debian.org/debian

made=$(cat "$here/interpreter.sh" "$here/glibc-2.28.h" | sha256sum)
test "$(cat "$folder/opt/python/made-from" 2> /dev/null)" = "$made" && exit 0
if ! test -e "$folder/etc/debian_version.complete"; then
    rm -rf --one-file-system "$folder"
    mkdir -p "$folder"
    debootstrap --variant=minbase "$suite" "$folder" "$mirror"
    touch "$folder/etc/debian_version.complete"
fi
cp /etc/resolv.conf "$folder/etc/resolv.conf"
# Debian's own source of Python 3.11 with its security patches: from the next release.
echo "deb-src $mirror bookworm main" > "$folder/etc/apt/sources.list.d/source.list"
cp "$here/glibc-2.28.h" "$here/interpreter.sh" "$folder/opt/"
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root \
    chroot "$folder" sh /opt/interpreter.sh
echo "$made" > "$folder/opt/python/made-from"
