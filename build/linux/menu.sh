#!/bin/sh
# Puts this portable copy into the menu of the user who runs it: menu.sh, or menu.sh --remove.
# Asks for no rights, writes only below ~/.local/share. Surveys and settings are never touched.
set -eu
here=$(dirname "$(readlink -f "$0")")
share=${XDG_DATA_HOME:-$HOME/.local/share}
desktop=$share/applications/surveyapp.desktop
types=$share/mime/packages/surveyapp.xml

icons() {
    (cd "$here/share/icons" && find . -type f) | while read -r icon; do
        "$@" "$icon"
    done
}
add() {
    mkdir -p "$share/icons/$(dirname "$1")"
    cp "$here/share/icons/$1" "$share/icons/$1"
}
remove() { rm -f "$share/icons/$1"; }

if [ "${1:-}" = --remove ]; then
    rm -f "$desktop" "$types"
    icons remove
else
    mkdir -p "$share/applications" "$share/mime/packages"
    # In an Exec line a path with blanks is quoted.
    sed "s|^Exec=.*|Exec=\"$here/surveyapp-window\" %f|; s|^TryExec=.*|TryExec=$here/surveyapp|" \
        "$here/share/surveyapp.desktop" > "$desktop"
    cp "$here/share/surveyapp.xml" "$types"
    icons add
fi
# Absent on a bare system, where there is no menu either.
if command -v update-mime-database > /dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database > /dev/null; then
    update-desktop-database -q "$share/applications"
fi
