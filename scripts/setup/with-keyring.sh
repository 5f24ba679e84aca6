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
folder=$(mktemp -d) || exit 1
if answer=$(printf '\n' | XDG_DATA_HOME="$folder" gnome-keyring-daemon \
  --unlock --components=secrets --control-directory="$folder" 2>"$folder/log"); then
  eval "$answer"
  export BULKHEAD_KEYRING=ready
else
  echo "No keychain for this run: $(tail -n 1 "$folder/log")" >&2
fi
"$@"
status=$?
rm -rf "$folder"
exit "$status"
