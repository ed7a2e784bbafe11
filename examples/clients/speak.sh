#!/bin/sh
# Speaks through Clairvoix's service from a shell: with gdbus (GLib), or busctl (systemd) where that is there.
# A shell makes a new connection for each call, and a client that leaves takes its speech with it: so the call is
# made by a process that stays. `speak.sh stop` ends all speech: bind it to a key.
#
# Try: speak.sh "Le chat dort."; speak.sh voices; speak.sh stop
set -eu

name=org.clairvoix.Clairvoix1
path=/org/clairvoix/Clairvoix1

call() {
    gdbus call --session --dest "$name" --object-path "$path" --method "org.clairvoix.Speech1.$1"
}

case "${1:?a text, or one of: voices, speaking, stop}" in
stop)
    call StopAll > /dev/null
    ;;
voices)
    call Voices
    ;;
speaking)
    if command -v busctl > /dev/null; then
        busctl --user get-property "$name" "$path" org.clairvoix.Speech1 Speaking
    else
        gdbus call --session --dest "$name" --object-path "$path" \
            --method org.freedesktop.DBus.Properties.Get org.clairvoix.Speech1 Speaking
    fi
    ;;
*)
    # The command says what is given to it and stays until it is said; it uses the service's voice.
    printf '%s' "$1" | clairvoix say -
    ;;
esac
