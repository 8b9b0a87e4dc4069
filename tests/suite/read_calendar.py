"""Reads calendars with two parsers that know nothing of star, and prints what they find.

For each file named: one JSON document with the events as `icalendar` and as `vobject` read them.
"""

import json
import sys
from datetime import date, datetime

import icalendar
import vobject


def moment(value):
    zone = getattr(value, "tzinfo", None)
    kind = "time" if isinstance(value, datetime) else "day" if isinstance(value, date) else "?"
    return {"kind": kind, "value": value.isoformat(), "zone": None if zone is None else str(zone)}


def with_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    events = []
    for event in calendar.walk("VEVENT"):
        errors = getattr(event, "errors", [])
        assert not errors, errors
        events.append(
            {
                "uid": str(event["UID"]),
                "sequence": int(event["SEQUENCE"]),
                "stamp": moment(event["DTSTAMP"].dt),
                "from": moment(event["DTSTART"].dt),
                "to": moment(event["DTEND"].dt),
                "summary": str(event["SUMMARY"]),
                "description": str(event.get("DESCRIPTION", "")),
                "status": str(event["STATUS"]),
            }
        )
    return events


def with_vobject(data):
    calendar = vobject.readOne(data.decode("utf-8"))
    calendar.validate(raiseException=True)
    events = []
    for event in calendar.contents.get("vevent", []):
        described = event.contents.get("description")
        events.append(
            {
                "uid": event.uid.value,
                "sequence": int(event.sequence.value),
                "stamp": moment(event.dtstamp.value),
                "from": moment(event.dtstart.value),
                "to": moment(event.dtend.value),
                "summary": event.summary.value,
                "description": described[0].value if described else "",
                "status": event.status.value,
            }
        )
    return events


for path in sys.argv[1:]:
    with open(path, "rb") as file:
        data = file.read()
    print(json.dumps({"icalendar": with_icalendar(data), "vobject": with_vobject(data)}))
