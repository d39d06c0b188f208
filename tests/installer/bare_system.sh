#!/bin/bash
# Installs the Debian package into a bare Debian 12, uses it there as an ordinary user, and removes it again.
#
#   tests/installer/bare_system.sh [PACKAGE.deb]
#
# Run by `make installer-test`, as root, with the network for the bare system and for what the package asks for.
# BARE_SYSTEM names a folder with a bare system made before, which is copied; KEEP=1 leaves the system standing.
#
# The web engine gets its sandbox from user namespaces, and the kernel refuses those inside a chroot without the
# engine saying so. So what is run here is run after pivot_root, and the engine is asked whether it is fenced off.
set -euo pipefail

cd "$(dirname "$0")/../.."
[ "$(id -u)" -eq 0 ] || { echo "bare_system.sh: run as root" >&2; exit 2; }
package=${1:-}
if [ -z "$package" ]; then
    package=$(ls -t dist/drentsportal_*.deb 2>/dev/null | head -n 1)
fi
if [ -z "$package" ]; then
    .build-venv/bin/python build_installer.py deb --quick
    package=$(ls -t dist/drentsportal_*.deb | head -n 1)
fi

system=$(mktemp -d /var/tmp/drentsportal-bare.XXXXXX)
out=build/installer-test
mkdir -p "$out"
leave() { [ -n "${KEEP:-}" ] && echo "kept: $system" || rm -rf --one-file-system "$system"; }
trap leave EXIT
trap 'echo "stopped at line $LINENO" >&2' ERR

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# Run a command line as the user `$1`, in the bare system as the root of everything, with its own processes.
within() {
    unshare --mount --pid --fork sh -c '
        mount --make-rprivate /
        mount --bind "$1" "$1"
        cd "$1"
        mkdir -p oldroot
        pivot_root . oldroot
        mount -t proc proc /proc
        mount --rbind /oldroot/dev /dev
        umount -l /oldroot
        mount -t tmpfs tmpfs /dev/shm
        chmod 1777 /dev/shm
        exec su - "$2" -c "$3"
    ' within "$system" "$1" "$2"
}
apt() { within root "DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 $*" >>"$out/apt.log" 2>&1 || { tail -n 20 "$out/apt.log"; fail "apt-get $*"; }; }
files() { (cd "$system" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./home -o -path ./var/cache -o -path ./var/log -o -path ./oldroot -o -path ./run \) -prune -o -print | sort); }

say "a bare Debian 12"
rm -rf "$system"
if [ -n "${BARE_SYSTEM:-}" ]; then
    cp -a "$BARE_SYSTEM" "$system"
else
    # Where packages come from is what this computer is set to, and stands in no file of ours.
    source=$(apt-get indextargets --format '$(CODENAME)|$(COMPONENT)|$(REPO_URI)' 'Created-By: Packages' |
        sed -n 's/^bookworm|main|//p' | head -n 1)
    debootstrap --variant=minbase bookworm "$system" "$source" >"$out/debootstrap.log"
fi
cp /etc/resolv.conf "$system/etc/resolv.conf" 2>/dev/null || true
chroot "$system" useradd --create-home --shell /bin/bash normaal
: >"$out/apt.log"
apt update
for library in libGL.so.1 libEGL.so.1 libnss3.so libxkbcommon-x11.so.0 libxcb-cursor.so.0; do
    [ -z "$(find "$system/usr/lib" -name "$library")" ] || fail "$library is there before the installation"
done
command -v chroot >/dev/null && ! chroot "$system" sh -c 'command -v python3' || fail "Python is there before the installation"
files >"$out/files-before.txt"

say "apt install ./$(basename "$package")"
cp "$package" "$system/var/tmp/package.deb"
apt install -y --no-install-recommends /var/tmp/package.deb
rm "$system/var/tmp/package.deb"
within normaal "command -v drentsportal"
within normaal "dpkg-query -W -f '\${Package} \${Version} \${Installed-Size} kB\n' drentsportal"

say "every library is found"
# The plug-in for the looks of GTK is loaded only where GTK is there; everything else has to be.
within normaal "find /usr/lib/drentsportal -name '*.so*' -type f -exec env LD_LIBRARY_PATH=/usr/lib/drentsportal/_internal ldd {} + 2>&1 || true" >"$out/libraries.txt"
missing=$(sed -n 's/^[[:space:]]*\(.*\) => not found$/\1/p' "$out/libraries.txt" | sort -u | grep -v -E '^lib(gtk|gdk)-3\.so' || true)
[ -z "$missing" ] || fail "not found: $missing"
spoilt=$(grep -E 'error while loading|not page-aligned|invalid ELF' "$out/libraries.txt" || true)
[ -z "$spoilt" ] || fail "cannot be loaded: $spoilt"
grep -c ':$' "$out/libraries.txt"

say "doctor --bundle as an ordinary user, without a screen"
within normaal "drentsportal doctor --bundle --json" >"$out/doctor.json" 2>"$out/doctor.err" || {
    cat "$out/doctor.json" "$out/doctor.err"; within normaal "cat .local/share/drentsportal/drentsportal.log" || true; fail "doctor"; }
.build-venv/bin/python - "$out/doctor.json" <<'PY'
import json, sys
found = json.load(open(sys.argv[1], encoding="utf-8"))
for each in found:
    print(f"{each['state']:6}{each['check']:16}{each['text']}")
states = {each["check"]: each["state"] for each in found}
assert "fault" not in states.values(), states
assert states["sandbox"] == "ok", "the sandbox is off"
PY

say "the main job through the window, under Xvfb, by mouse and keys"
# A window manager, as every desktop has one, and what finds and presses controls by the words of a screen reader.
hands="xvfb xauth openbox xdotool dbus at-spi2-core gir1.2-atspi-2.0 python3-gi"
apt install -y --no-install-recommends $hands
cp tests/installer/main_job.py "$system/var/tmp"
# on_screen FOLDER ARGUMENTS-OF-THE-PROGRAM JOB
on_screen() {
    within normaal "
        mkdir -p '$1'
        Xvfb :77 -screen 0 1600x1000x24 -fbdir '$1' >/dev/null 2>&1 &
        sleep 2
        export DISPLAY=:77 LANG=C.UTF-8 QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
        dbus-run-session -- sh -c '
            openbox >/dev/null 2>&1 &
            timeout 600 drentsportal $2 >$1/window.log 2>&1 &
            window=\$!
            python3 /var/tmp/main_job.py $3 $1 && wait \$window
        ' 2>$1/hands.log
    "
    ended=$?
    rm -f "$system"/tmp/.X77-lock
    return $ended
}
on_screen beelden "" job || {
    cp "$system"/home/normaal/beelden/* "$out"; tail -n 40 "$out/hands.log"; fail "the main job"; }
cp "$system"/home/normaal/beelden/*.xwd "$system/home/normaal/beelden/web-engine.txt" "$out"
for picture in "$out"/[0-9]*.xwd; do
    .build-venv/bin/python tests/installer/screen.py "$picture" "${picture%.xwd}.png"
    rm "$picture"
done
cat "$out/web-engine.txt"
# In a namespace of its own a process has a second number there; with a filter on system calls Seccomp is 2.
grep -qE 'Uid: 1000 .*NSpid: [0-9]+ [0-9].*Seccomp: 2' "$out/web-engine.txt" || fail "no process of the web engine is fenced off"

say "what came of it, read back by the command line"
within normaal "drentsportal case list --json" >"$out/cases.json"
(cd "$system/home/normaal" && find Documents -type f) | sort | tee "$out/documents.txt"
.build-venv/bin/python - "$out/cases.json" "$system/home/normaal" "$out/documents.txt" <<'PY'
import json, sys
from pathlib import Path
cases = json.load(open(sys.argv[1], encoding="utf-8"))
print([(each["number"], each["title"], each["status"]) for each in cases])
assert [each["status"] for each in cases] == ["answered"], cases
beginnings = {".pdf": b"%PDF-", ".docx": b"PK"}
made = [Path(sys.argv[2], line) for line in Path(sys.argv[3]).read_text("utf-8").splitlines()]
assert sorted(each.suffix for each in made) == [".docx", ".pdf", ".pdf", ".pdf"], made
assert all(each.read_bytes().startswith(beginnings[each.suffix]) for each in made)
PY
# The engine names what a bare system lacks (Vulkan, a bus of the system); the program itself has nothing to tell.
[ ! -s "$system/home/normaal/.local/share/drentsportal/drentsportal.log" ] || {
    cat "$system/home/normaal/.local/share/drentsportal/drentsportal.log"; fail "the program logged a fault"; }
[ -z "$(find "$system/tmp" -maxdepth 1 -name 'drentsportal*')" ] || fail "temporary files are left after closing"

say "a workspace of the first version opens, after a copy"
workspace="$system/home/normaal/.local/share/drentsportal/werkruimte.drents"
.build-venv/bin/python -m tests.unit.storage.old_workspace 1 "$system/home/normaal/oud.drents" "$workspace"
chroot "$system" chown normaal /home/normaal/oud.drents
within normaal "drentsportal sites --json --workspace oud.drents" >"$out/old.json"
within normaal "drentsportal sites --json" >"$out/new.json"
.build-venv/bin/python - "$out/old.json" "$out/new.json" "$system"/home/normaal/oud.drents.copies/* <<'PY'
import json, sqlite3, sys
old, new = (json.load(open(each, encoding="utf-8"))["sites"] for each in sys.argv[1:3])
assert len(old) > 50 and {each["id"] for each in old} == {each["id"] for each in new}
(copy,) = sys.argv[3:]
print(f"{len(old)} sites; the copy has tables of step", *sqlite3.connect(copy).execute("select * from alembic_version").fetchone())
PY

say "an older program refuses a newer workspace, and leaves it as it is"
newer="$system/home/normaal/nieuwer.drents"
cp "$workspace" "$newer"
# A file at rest keeps no log beside it, which this copy would lack.
.build-venv/bin/python -c 'import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("pragma journal_mode = delete")
file.execute("update alembic_version set version_num = ?", ("9999",))
file.commit()
file.close()' "$newer"
chroot "$system" chown normaal /home/normaal/nieuwer.drents
before=$(sha256sum <"$newer")
if within normaal "drentsportal sites --workspace nieuwer.drents" >"$out/newer.log" 2>&1; then fail "a newer workspace was opened"; fi
cat "$out/newer.log"
# The program ends with a fault of its own; the picture is taken only where the refusal stands on the screen.
on_screen weigering nieuwer.drents refusal || true
[ -f "$system/home/normaal/weigering/refusal.xwd" ] || {
    cp "$system"/home/normaal/weigering/* "$out"; tail -n 40 "$out/hands.log"; fail "the window does not refuse a newer workspace"; }
.build-venv/bin/python tests/installer/screen.py "$system/home/normaal/weigering/refusal.xwd" "$out/refusal.png"
[ "$before" = "$(sha256sum <"$newer")" ] || fail "a newer workspace was changed"

say "file type, icon, menu, manual"
apt install -y --no-install-recommends shared-mime-info desktop-file-utils xdg-utils libglib2.0-bin
within normaal "desktop-file-validate /usr/share/applications/drentsportal.desktop"
within normaal "gio info -a standard::content-type nieuwer.drents" | grep -q "application/x-drentsportal-workspace" || fail "file type"
[ "$(within normaal 'xdg-mime query default application/x-drentsportal-workspace')" = drentsportal.desktop ] || fail "no program for the file type"
within normaal "ls /usr/share/man/man1/drentsportal.1.gz /usr/share/man/nl/man1/drentsportal.1.gz /usr/share/bash-completion/completions/drentsportal /usr/share/icons/hicolor/*/apps/drentsportal.*" | wc -l

say "apt remove"
own() { (cd "$system/home/normaal" && find . -path ./.cache -prune -o -type f -exec sha256sum {} + | sort); }
kept=$(own)
apt remove -y drentsportal
within root "dpkg -l drentsportal 2>/dev/null | grep -E '^(ii|rc)'" && fail "dpkg still knows the package"
apt autoremove -y --purge $hands shared-mime-info desktop-file-utils xdg-utils libglib2.0-bin
files >"$out/files-after.txt"
left=$(grep -i drentsportal "$out/files-after.txt" || true)
[ -z "$left" ] || { echo "$left"; fail "something of the program is left"; }
echo "files that are new since before the installation, of other packages:"
comm -13 "$out/files-before.txt" "$out/files-after.txt" | grep -v -E '^\./(var/lib/(dpkg|apt)|etc/ld.so.cache|var/backups)' | head -n 20 || true
[ "$kept" = "$(own)" ] || fail "a file of the user was changed"
echo "the user's own files are as they were: $(printf '%s\n' "$kept" | wc -l)"

say "all proved"
