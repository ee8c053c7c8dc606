package calendar

import (
	"fmt"
	"regexp"
	"time"
	_ "time/tzdata" // zone names are checked against the same list on every machine
)

// WrongZone says why a text is not the name of a time zone, or returns "".
func WrongZone(name string) string {
	if name == "Local" {
		return `"time_zone" is "Local", which differs from machine to machine; use an IANA name such as "Europe/London".`
	}
	if _, err := time.LoadLocation(name); err != nil {
		return fmt.Sprintf("%q is not an IANA time zone; use a name such as \"Europe/London\".", name)
	}
	return ""
}

// fixed matches the time zones that are a fixed number of hours from UTC.
var fixed = regexp.MustCompile(`^(EST|MST|HST|Etc/GMT[+-][0-9]+)$`)

// FixedZone reports whether the clocks of a time zone never change, and how far they are
// from UTC: "5 hours behind" for EST. It is the same for Etc/GMT+5, because POSIX counts the
// other way round. UTC itself is not such a time zone: who writes it means it.
func FixedZone(name string) (offset string, ok bool) {
	zone, err := time.LoadLocation(name)
	if err != nil || !fixed.MatchString(name) {
		return "", false
	}
	_, seconds := time.Unix(0, 0).In(zone).Zone()
	where := "ahead of"
	if seconds < 0 {
		seconds, where = -seconds, "behind"
	}
	unit := "hours"
	if seconds == 3600 {
		unit = "hour"
	}
	return fmt.Sprintf("%d %s %s", seconds/3600, unit, where), true
}
