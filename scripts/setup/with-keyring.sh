#!/bin/sh
# Runs a command beside an unlocked keychain that is thrown away afterwards. The person's own keychain is never
# touched: the session bus is a new one, and the keychain keeps its files in a folder of its own.
# BULKHEAD_KEYRING=ready tells the command that it is there.

if [ "$1" != --inside ]; then
  if ! dbus-run-session -- true 2>/dev/null; then
    echo 'No keychain for this run: D-Bus cannot start a session here.' >&2
    exec "$@"
  fi
  # The bus reports every service it starts on its standard error; only the command's own goes through.
  exec dbus-run-session -- sh "$0" --inside "$@" 3>&2 2>/dev/null
fi

shift
exec 2>&3 3>&-
# Inherited from a keychain around this one, they would lead there.
unset GNOME_KEYRING_CONTROL GNOME_KEYRING_PID BULKHEAD_KEYRING
folder=$(mktemp -d) || exit 1
daemon=
finish() {
  [ -z "$daemon" ] || kill "$daemon" 2>/dev/null
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 143' INT TERM

answer=$(printf '\n' | XDG_DATA_HOME="$folder" gnome-keyring-daemon \
  --unlock --components=secrets --control-directory="$folder" 2>"$folder/log")
# The daemon goes its own way and does not always end with its bus, so the bus is asked who it is. It appears there
# a moment after it said it was unlocked.
tries=0
while [ -z "$daemon" ] && [ "$tries" -lt 50 ]; do
  [ "$tries" -eq 0 ] || sleep 0.1
  daemon=$(dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>>"$folder/log" |
    sed -n 's/^ *uint32 //p')
  tries=$((tries + 1))
done
if [ -n "$daemon" ]; then
  eval "$answer"
  export BULKHEAD_KEYRING=ready
else
  echo "No keychain for this run: $(tail -n 1 "$folder/log")" >&2
fi
"$@"
