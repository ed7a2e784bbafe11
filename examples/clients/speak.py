#!/usr/bin/env python3
"""Speaks through Clairvoix's service, follows the words, and stops at a word when asked.

Needs python3-dbus and python3-gi. Try: speak.py "Le chat dort." [WORD]
"""

import sys

import dbus
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

NAME = "org.clairvoix.Clairvoix1"
PATH = "/org/clairvoix/Clairvoix1"
SPEECH = "org.clairvoix.Speech1"


def main(text, last_word=None):
    DBusGMainLoop(set_as_default=True)
    loop = GLib.MainLoop()
    # The service is started by the bus when it is not there yet.
    speech = dbus.Interface(dbus.SessionBus().get_object(NAME, PATH), SPEECH)
    jobs = []

    def mark(job, kind, start, begin, end, frame):
        # Positions count characters, as Python's do: the option `unit` is "scalar".
        if job not in jobs or kind != "word" or not start:
            return
        word = text[int(begin):int(end)]
        print(f"word {begin} {end} {word}", flush=True)
        if word == last_word:
            speech.Stop()

    def over(how):
        def told(job, *reason):
            if job in jobs:
                print(how, *reason, flush=True)
                loop.quit()

        return told

    speech.connect_to_signal("Mark", mark)
    for signal in ("Finished", "Stopped", "Failed"):
        speech.connect_to_signal(signal, over(signal.lower()))
    options = dbus.Dictionary({"language": "fr", "rate": 1.2}, signature="sv")
    try:
        jobs.append(speech.Speak(text, options))
    except dbus.DBusException as error:
        # org.clairvoix.Error.LimitExceeded and the like: the message says what to do.
        sys.exit(f"{error.get_dbus_name()}: {error.get_dbus_message()}")
    loop.run()


if __name__ == "__main__":
    main(*sys.argv[1:3])
