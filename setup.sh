#!/bin/sh
# Sets the project up on Debian 12 with Python 3.11: system libraries and .venv.
#
#   ./setup.sh run    what the program needs (the default)
#   ./setup.sh test   and what `make test` needs
#   ./setup.sh full   and what `make test-full` needs, with .servers-venv
#   ./setup.sh bench  what the program needs, and what `make bench` compares it with, in .peers-venv
#   ./setup.sh build  what `make installer` needs: the program's libraries and PyInstaller, in .build-venv
#
# When everything is there it returns at once and uses no network.
set -eu

cd "$(dirname "$0")"
stage=${1:-run}
venv=.venv

# Libraries that Qt and its web view load from the system; the wheels leave them out.
run_packages="
    fonts-dejavu-core
    libasound2
    libdbus-1-3
    libegl1
    libfontconfig1
    libgl1
    libglib2.0-0
    libgssapi-krb5-2
    libnss3
    libwayland-cursor0
    libwayland-egl1
    libxcb-cursor0
    libxcb-icccm4
    libxcb-image0
    libxcb-keysyms1
    libxcb-randr0
    libxcb-render-util0
    libxcb-shape0
    libxcb-xinerama0
    libxcomposite1
    libxdamage1
    libxkbcommon-x11-0
    libxkbfile1
    libxrandr2
    libxtst6
"
# A virtual screen, and tools that look into the PDFs we write and read their QR codes.
test_packages="poppler-utils qpdf xauth xvfb zbar-tools"
# What a screen reader speaks through; pictures of the whole screen; a bare system to install into;
# programs of others that read what we write (QGIS) and serve what we read (MapServer).
full_packages="at-spi2-core cgi-mapserver dbus-daemon debootstrap gir1.2-atspi-2.0 imagemagick fonts-crosextra-carlito libreoffice-calc-nogui libreoffice-writer-nogui python3-gi python3-qgis qgis x11-apps"
# A server that the tests start, with its own libraries, which are none of ours.
servers_venv=.servers-venv
# Libraries that benchmarks set ours beside; none of ours either.
peers_venv=.peers-venv
# What PyInstaller reads libraries with, and what `make installer-test` installs into and looks with.
build_packages="binutils debootstrap xauth xvfb"
# Exactly what goes into the frozen program, and PyInstaller.
build_venv=.build-venv

case $stage in
    run | bench) packages=$run_packages ;;
    test) packages="$run_packages $test_packages" ;;
    full) packages="$run_packages $test_packages $full_packages" ;;
    build) packages="$run_packages $build_packages" ;;
    *)
        echo "setup.sh: unknown stage '$stage' (run, test, full, bench or build)" >&2
        exit 2
        ;;
esac

find_python() {
    for candidate in python3.11 python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
        then
            command -v "$candidate"
            return
        fi
    done
    echo "setup.sh: Python 3.11 or newer is needed (Debian: apt-get install python3)" >&2
    return 1
}

is_installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q '^install ok installed$'
}

install_system_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "setup.sh: not a Debian system; make sure that these are there:" $packages
        return
    fi
    missing=
    # Debian splits venv off; a Python from elsewhere has it built in.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || missing=python3-venv
    for package in $packages; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        echo "setup.sh: system packages are missing. Run this once, then try again:" >&2
        echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends" \
            $missing >&2
        return 1
    fi
    echo "setup.sh: installing" $missing
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}

# Whether the file `$1` holds exactly the text `$2`.
holds() {
    [ "$(cat "$1" 2>/dev/null)" = "$2" ]
}

install_environment() {
    # An environment cannot be moved, nor change its Python: then it starts anew.
    place="$(pwd) $("$python" --version)"
    if ! holds "$venv/place" "$place"; then
        "$python" -m venv --clear "$venv"
        echo "$place" >"$venv/place"
    fi
    # The stamp names what the environment was made from, and is written last.
    stamp=$(cat setup.sh pyproject.toml hatch_build.py requirements.lock | sha256sum)
    if holds "$venv/stamp" "$stamp"; then
        return
    fi
    rm -f "$venv/stamp"
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-deps \
        --require-hashes --requirement requirements.lock
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-deps \
        --no-build-isolation --no-index --editable .
    "$venv/bin/python" -m pip check --disable-pip-version-check
    echo "$stamp" >"$venv/stamp"
}

# An environment `$1` apart from ours, with exactly what the lock `$2` names.
install_apart() {
    place="$(pwd) $("$python" --version)"
    if ! holds "$1/place" "$place"; then
        "$python" -m venv --clear "$1"
        echo "$place" >"$1/place"
    fi
    stamp=$(sha256sum <"$2")
    if holds "$1/stamp" "$stamp"; then
        return
    fi
    rm -f "$1/stamp"
    "$1/bin/python" -m pip install --disable-pip-version-check --no-deps \
        --require-hashes --requirement "$2"
    "$1/bin/python" -m pip check --disable-pip-version-check
    echo "$stamp" >"$1/stamp"
}

python=$(find_python)
install_system_packages
if [ "$stage" = build ]; then
    install_apart "$build_venv" requirements-build.lock
    exit
fi
install_environment
case $stage in
    full) install_apart "$servers_venv" requirements-servers.lock ;;
    bench) install_apart "$peers_venv" requirements-peers.lock ;;
esac
