// What ical.js (Thunderbird's parser) reads in calendar files, as JSON.
//
//     node read_icaljs.mjs NODE_MODULES version
//     node read_icaljs.mjs NODE_MODULES events FOLDER
//     node read_icaljs.mjs NODE_MODULES offsets FILE FIRST_YEAR LAST_YEAR

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const HALF_HOUR = 30 * 60 * 1000;
const [modules, wanted, ...rest] = process.argv.slice(2);
const library = join(modules, "ical.js");
const { default: ICAL } = await import(pathToFileURL(join(library, "dist", "ical.js")));

const answers = { version, events: eventsOfFolder, offsets };
process.stdout.write(JSON.stringify(answers[wanted](...rest)));

function version() {
  return JSON.parse(readFileSync(join(library, "package.json"), "utf8")).version;
}

function eventsOfFolder(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ics")).sort();
  return Object.fromEntries(names.map((name) => [name, events(join(folder, name))]));
}

function events(path) {
  try {
    const root = read(path);
    ICAL.TimezoneService.reset(); // only what the file itself describes
    root.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
    return { events: root.getAllSubcomponents("vevent").map(event), faults: 0 };
  } catch (error) {
    return { events: [], faults: 1, said: String(error) };
  }
}

function read(path) {
  const root = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  if (root.name !== "vcalendar") throw new Error(`not one calendar but ${root.name}`);
  return root;
}

function event(part) {
  const [starts, ends] = ["dtstart", "dtend"].map((name) => moment(part.getFirstPropertyValue(name)));
  return [part.getFirstPropertyValue("uid"), part.getFirstPropertyValue("summary"), starts, ends];
}

function moment(at) {
  if (at.isDate) return at.toString();
  if (at.zone === ICAL.Timezone.localTimezone) throw new Error(`${at} is in no zone`);
  return new Date(at.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

// What a file's one time zone makes of every half-hour: of clocks on the wall, and of instants in UTC. Each entry is a
// time from which an offset in seconds holds, up to the next entry.
function offsets(path, first, last) {
  const zone = new ICAL.Timezone(read(path).getFirstSubcomponent("vtimezone"));
  const found = { walls: [], instants: [] };
  for (let at = Date.UTC(first, 0, 1); at < Date.UTC(Number(last) + 1, 0, 1); at += HALF_HOUR) {
    const onTheWall = timeAt(at, zone);
    const inUtc = timeAt(at, ICAL.Timezone.utcTimezone).convertToZone(zone);
    add(found.walls, at, at / 1000 - onTheWall.toUnixTime());
    add(found.instants, at, inUtc.utcOffset());
  }
  return found;
}

function add(runs, at, offset) {
  if (runs.length === 0 || runs.at(-1)[1] !== offset) runs.push([new Date(at).toISOString().slice(0, 19), offset]);
}

function timeAt(milliseconds, zone) {
  const at = new Date(milliseconds);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const [hour, minute] = [at.getUTCHours(), at.getUTCMinutes()];
  return new ICAL.Time({ year, month, day, hour, minute, second: 0, isDate: false }, zone);
}
