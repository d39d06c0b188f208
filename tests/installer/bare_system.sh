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
files() { (cd "$system" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./home -o -path ./var/cache -o -path ./var/log -o -path ./oldroot \) -prune -o -print | sort); }

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
missing=$(within normaal "find /usr/lib/drentsportal -name '*.so*' -type f -exec env LD_LIBRARY_PATH=/usr/lib/drentsportal/_internal ldd {} + 2>/dev/null" |
    sed -n 's/^[[:space:]]*\(.*\) => not found$/\1/p' | sort -u | grep -v -E '^lib(gtk|gdk)-3\.so' || true)
[ -z "$missing" ] || fail "not found: $missing"

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

say "the window under Xvfb"
apt install -y --no-install-recommends xvfb xauth
within normaal "drentsportal demo --out voorbeeld --no-window" >"$out/demo.log" 2>&1 || { cat "$out/demo.log"; fail "demo"; }
tail -n 3 "$out/demo.log"
within normaal '
    mkdir -p schijf
    Xvfb :77 -screen 0 1600x1000x24 -fbdir schijf >/dev/null 2>&1 &
    sleep 2
    export DISPLAY=:77
    drentsportal voorbeeld/voorbeeld.drents --case=D-2026-0004 >venster.log 2>&1 &
    window=$!
    # The fenced processes show nobody their command line, and everybody their state.
    for turn in $(seq 60); do
        sleep 1
        if grep -qs "^Name:.QtWebEngineProc" /proc/[0-9]*/status; then break; fi
    done
    sleep 20
    kill -0 $window || { echo "the window has gone"; cat venster.log; exit 1; }
    cp schijf/Xvfb_screen0 scherm.xwd
    for process in /proc/[0-9]*; do
        if grep -qs "^Name:.QtWebEngineProc" $process/status; then
            grep -E "^(Name|Uid|NSpid|Seccomp):" $process/status | tr "\n" " "
            echo
        fi
    done >renderer.txt
    kill $window
    wait $window || true
' || fail "window"
cp "$system/home/normaal/scherm.xwd" "$system/home/normaal/renderer.txt" "$out"
cat "$out/renderer.txt"
# In a namespace of its own a process has a second number there; with a filter on system calls Seccomp is 2.
grep -qE 'Uid:[[:space:]]+1000.*NSpid:[[:space:]]+[0-9]+[[:space:]]+[0-9].*Seccomp:[[:space:]]+2' "$out/renderer.txt" ||
    fail "no process of the web engine is fenced off"
.build-venv/bin/python tests/installer/screen.py "$out/scherm.xwd" "$out/scherm.png"

say "an older program refuses a newer workspace, and leaves it as it is"
newer="$system/home/normaal/nieuwer.drents"
cp "$system/home/normaal/voorbeeld/voorbeeld.drents" "$newer"
# The window was stopped with the file open; at rest a workspace keeps no log beside it, which the copy lacks.
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
[ "$before" = "$(sha256sum <"$newer")" ] || fail "a newer workspace was changed"

say "file type, icon, menu, manual"
apt install -y --no-install-recommends shared-mime-info desktop-file-utils xdg-utils libglib2.0-bin
within normaal "desktop-file-validate /usr/share/applications/drentsportal.desktop"
within normaal "gio info -a standard::content-type voorbeeld/voorbeeld.drents" | grep -q "application/x-drentsportal-workspace" || fail "file type"
[ "$(within normaal 'xdg-mime query default application/x-drentsportal-workspace')" = drentsportal.desktop ] || fail "no program for the file type"
within normaal "ls /usr/share/man/man1/drentsportal.1.gz /usr/share/man/nl/man1/drentsportal.1.gz /usr/share/bash-completion/completions/drentsportal /usr/share/icons/hicolor/*/apps/drentsportal.*" | wc -l

say "apt remove"
kept=$(cd "$system/home/normaal/voorbeeld" && find . -type f -exec sha256sum {} + | sort)
apt remove -y drentsportal
within root "dpkg -l drentsportal 2>/dev/null | grep -E '^(ii|rc)'" && fail "dpkg still knows the package"
apt autoremove -y --purge xvfb xauth shared-mime-info desktop-file-utils xdg-utils libglib2.0-bin
files >"$out/files-after.txt"
left=$(grep -i drentsportal "$out/files-after.txt" || true)
[ -z "$left" ] || { echo "$left"; fail "something of the program is left"; }
echo "files that are new since before the installation, of other packages:"
comm -13 "$out/files-before.txt" "$out/files-after.txt" | grep -v -E '^\./(var/lib/(dpkg|apt)|etc/ld.so.cache|var/backups)' | head -n 20 || true
[ "$kept" = "$(cd "$system/home/normaal/voorbeeld" && find . -type f -exec sha256sum {} + | sort)" ] || fail "a file of the user was changed"
echo "the user's own files are as they were: $(printf '%s\n' "$kept" | wc -l)"

say "all proved"
