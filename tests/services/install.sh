#!/usr/bin/env bash
# Installs what the tests need beside Python packages, and only what this machine lacks. The benchmark asks for more
# packages by name: install.sh ejabberd
set -euo pipefail

has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }

missing=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v redis-server >/dev/null || missing+=(redis-server)
command -v strace >/dev/null || missing+=(strace)
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
command -v ip >/dev/null || [ -x /usr/sbin/ip ] || missing+=(iproute2)
command -v iptables >/dev/null || [ -x /usr/sbin/iptables ] || missing+=(iptables)
compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || missing+=(libfaketime)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
command -v janus >/dev/null || missing+=(janus)
command -v turnserver >/dev/null || missing+=(coturn)
has_postgres || missing+=(postgresql)
for package in "$@"; do
    dpkg --status "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
if ! command -v apt-get >/dev/null || ! { [ ${#as_root[@]} -eq 0 ] || command -v sudo >/dev/null; }; then
    echo "The tests need ${missing[*]}. Install them with this machine's package manager, for example:" >&2
    echo "  brew install ${missing[*]}    or    dnf install ${missing[*]/postgresql/postgresql-server}" >&2
    exit 1
fi

echo "Installing for the tests: ${missing[*]}."
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update --quiet --quiet
# The tests start private copies on ports of their own: runlevel 1 keeps Debian from starting the services now.
"${as_root[@]}" env RUNLEVEL=1 apt-get install --yes --quiet --quiet --no-install-recommends "${missing[@]}" >/dev/null
