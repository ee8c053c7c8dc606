package traffic

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A column is a column that a file can have.
type column struct {
	name    string   // as callwright's own files have it
	aliases []string // as Amazon Connect's report has it, in the form that plain returns
}

// trafficColumns are the columns of traffic.
//
// The aliases are the names of metrics in the console (Amazon Connect administrator guide, "Metric
// definitions"), which are the headers of a historical metrics report that is saved as CSV. A
// report that is grouped by queue and channel, with an interval of 15 or 30 minutes, has them. The
// interval is in StartInterval and EndInterval.
var trafficColumns = []column{
	{"queue", []string{"queue name"}},
	{"channel", nil},
	{"from", []string{"startinterval", "start interval", "interval start"}},
	{"to", []string{"endinterval", "end interval", "interval end"}},
	{"contacts", []string{"contacts queued enqueue timestamp", "contacts queued"}},
	{"handle_time", []string{"average handle time", "avg handle time"}},
	{"handle_time_sd", nil},
	{"patience", nil},
	{"target", nil},

	// From these, the patience follows: see patience.go.
	{"contacts_handled", nil},
	{"contacts_abandoned", nil},
	{"queue_answer_time", []string{"average queue answer time"}},
	{"queue_abandon_time", []string{"average queue abandon time"}},
}

// staffingColumns are the columns of staffing.
var staffingColumns = []column{
	{"routing_profile", nil}, {"user", []string{"username", "agent"}}, {"from", nil}, {"to", nil}, {"agents", nil},
}

// required are the columns that a file of traffic must have.
var required = []string{"queue", "from", "to", "contacts", "handle_time"}

var signs = regexp.MustCompile(`[^a-z0-9]+`)

// plain returns the name of a column without differences that people do not see as such: "Contacts
// Queued (enqueue timestamp)" is "contacts queued enqueue timestamp".
func plain(name string) string {
	return strings.TrimSpace(signs.ReplaceAllString(strings.ToLower(name), " "))
}

// serviceLevel matches the column of a service level, which has the target in its name: "Service
// level 20 seconds".
var serviceLevel = regexp.MustCompile(`^(?:service level|sl) (\d+)(?: s| sec| seconds)?$`)

// positions returns where the columns are in the header, by their names. The report has columns
// that do not matter; other files must not, because one would be a misspelt one that does.
func positions(header []string, columns []column) (at map[string]int, others []string, report bool) {
	at = map[string]int{}
	rank := map[string]int{}
	for i, name := range header {
		found := false
		for _, c := range columns {
			as := slices.Index(append([]string{plain(c.name)}, c.aliases...), plain(name))
			if as < 0 {
				continue
			}
			found = true
			report = report || as > 0 || c.name == "contacts_handled" // as callwright traffic writes it
			if was, twice := rank[c.name]; !twice || as < was {
				at[c.name], rank[c.name] = i, as
			}
		}
		if !found {
			others = append(others, name)
		}
	}
	return at, others, report
}

// targetOf returns the target in the name of a service level, if the header has exactly one.
func targetOf(header []string) (seconds float64, ok bool) {
	n := 0
	for _, name := range header {
		if m := serviceLevel.FindStringSubmatch(plain(name)); m != nil {
			seconds, _ = strconv.ParseFloat(m[1], 64)
			n++
		}
	}
	return seconds, n == 1
}
