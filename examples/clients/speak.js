#!/usr/bin/env node
// Speaks through Clairvoix's service, follows the words, and stops at a word when asked.
//
// Needs the npm package dbus-next. Try: node speak.js "Le chat dort." [WORD]
"use strict";

const dbus = require("dbus-next");

const NAME = "org.clairvoix.Clairvoix1";
const PATH = "/org/clairvoix/Clairvoix1";

async function main(text, lastWord) {
  const bus = dbus.sessionBus();
  // The service is started by the bus when it is not there yet.
  const object = await bus.getProxyObject(NAME, PATH);
  const speech = object.getInterface("org.clairvoix.Speech1");
  let job;
  const early = [];

  const mark = (of, kind, start, from, to) => {
    if (of !== job || kind !== "word" || !start) return;
    // Positions count UTF-16 units, as JavaScript's do: the option `unit`.
    const word = text.slice(Number(from), Number(to));
    console.log(`word ${from} ${to} ${word}`);
    if (word === lastWord) speech.Stop();
  };
  const over = new Promise((resolve) => {
    const ends = (how) => (of, ...reason) => {
      if (of === job) resolve([how, ...reason].join(" "));
    };
    // A signal may be read before the answer to Speak is.
    const on = (name, listen) =>
      speech.on(name, (...args) => (job === undefined ? early.push([listen, args]) : listen(...args)));
    on("Mark", mark);
    on("Finished", ends("finished"));
    on("Stopped", ends("stopped"));
    on("Failed", ends("failed"));
  });
  job = await speech.Speak(text, {
    language: new dbus.Variant("s", "fr"),
    unit: new dbus.Variant("s", "utf16"),
    rate: new dbus.Variant("d", 1.2),
  });
  for (const [listen, args] of early) listen(...args);
  console.log(await over);
  bus.disconnect();
}

main(...process.argv.slice(2, 4)).catch((error) => {
  // org.clairvoix.Error.LimitExceeded and the like: the message says what to do.
  console.error(`${error.type ?? "error"}: ${error.message}`);
  process.exit(1);
});
