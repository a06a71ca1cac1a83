#!/bin/sh
# Installs the program for the user who runs this, without rights: sh surveyapp-….run [FOLDER]
# An earlier copy in the folder is replaced; surveys and settings are never touched.
set -eu
hash=@HASH@
lines=@LINES@
folder=${1:-$HOME/.local/opt/surveyapp}
case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
if [ -e "$folder" ] && ! [ -e "$folder/surveyapp-window" ]; then
    echo "$folder 已存在且不是本程序，未作改动 / exists and is not this program" >&2
    exit 2
fi
found=$(tail -n "+$lines" "$0" | sha256sum | cut -d ' ' -f 1)
if [ "$found" != "$hash" ]; then
    echo "文件已损坏，请重新复制 / this file is damaged, copy it again" >&2
    exit 3
fi
if ! command -v xz > /dev/null; then
    echo "缺少 xz，请先安装软件包 xz-utils / xz is missing: install the package xz-utils" >&2
    exit 4
fi
new=$folder.new
rm -rf "$new"
mkdir -p "$new"
tail -n "+$lines" "$0" | tar -x -J -C "$new" --strip-components=1
rm -rf "$folder"
mv "$new" "$folder"
sh "$folder/menu.sh"
echo "已安装 / installed: $folder/surveyapp-window"
echo "卸载 / to remove: sh $folder/menu.sh --remove; rm -r $folder"
exit 0
