#!/bin/sh
# Sets the project up on Debian 12 with Python 3.11: system libraries and .venv.
#
#   ./setup.sh run    what the program needs (the default)
#   ./setup.sh test   and what `make test` needs
#   ./setup.sh full   and what `make test-full` needs, with .servers-venv
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
# A virtual screen, and tools that look into the PDFs we write.
test_packages="poppler-utils qpdf xauth xvfb"
# Pictures of the whole screen; a bare system to install into; programs of others that
# read what we write (QGIS) and serve what we read (MapServer).
full_packages="cgi-mapserver debootstrap imagemagick python3-qgis qgis x11-apps"
# A server that the tests start, with its own libraries, which are none of ours.
servers_venv=.servers-venv

case $stage in
    run) packages=$run_packages ;;
    test) packages="$run_packages $test_packages" ;;
    full) packages="$run_packages $test_packages $full_packages" ;;
    *)
        echo "setup.sh: unknown stage '$stage' (run, test or full)" >&2
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

install_servers() {
    place="$(pwd) $("$python" --version)"
    if ! holds "$servers_venv/place" "$place"; then
        "$python" -m venv --clear "$servers_venv"
        echo "$place" >"$servers_venv/place"
    fi
    stamp=$(sha256sum <requirements-servers.lock)
    if holds "$servers_venv/stamp" "$stamp"; then
        return
    fi
    rm -f "$servers_venv/stamp"
    "$servers_venv/bin/python" -m pip install --disable-pip-version-check --no-deps \
        --require-hashes --requirement requirements-servers.lock
    "$servers_venv/bin/python" -m pip check --disable-pip-version-check
    echo "$stamp" >"$servers_venv/stamp"
}

python=$(find_python)
install_system_packages
install_environment
if [ "$stage" = full ]; then
    install_servers
fi
