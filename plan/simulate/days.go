package simulate

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
)

// days turn times of day into seconds on one clock, which begins with the first contact that can
// come.
type days struct {
	begin   int64 // of the clock, in seconds since 1970
	zones   []*time.Location
	dates   []string // of the traffic, sorted
	dated   bool     // false if the traffic is of a day like any other
	demands []demand // by line
	staffed []string // by row of staffing, the identity of the routing profile
}

// likeAny is the Monday on which traffic without dates comes. On days like any other there are no
// overrides. If no queue is open on Mondays, the traffic comes on the next day on which one is.
var likeAny = time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)

// days returns the traffic on one clock.
func (in *Input) days(live, outcome *schema.State, keys []lineKey) *days {
	d := &days{demands: make([]demand, len(keys))}
	before, after := byIdentity(live, queueKind), byIdentity(outcome, queueKind)
	for i, k := range keys {
		d.demands[i].name = k.id + " " + k.channel
		if q := before[k.id]; q != nil {
			d.zones = append(d.zones, zone(live, q))
		} else {
			d.zones = append(d.zones, zone(outcome, after[k.id]))
		}
	}
	for _, st := range in.Staffing {
		id := ""
		if r := find(profileKind, st.RoutingProfile, live, outcome); r != nil {
			id = identity(r)
		}
		d.staffed = append(d.staffed, id)
	}
	day := dayLikeAny(live, keys)
	d.begin = math.MaxInt64
	for _, t := range in.Traffic {
		d.dated = d.dated || t.Day != ""
		d.dates = append(d.dates, cmp.Or(t.Day, day))
		d.begin = min(d.begin, seconds(cmp.Or(t.Day, day), t.From, t.in(d.zones[lineOf(keys, t, live, outcome)])))
	}
	d.dates = schema.SortedSet(d.dates)
	for _, t := range in.Traffic {
		i := lineOf(keys, t, live, outcome)
		d.demands[i].intervals = append(d.demands[i].intervals, interval{
			span: d.span(cmp.Or(t.Day, day), t.Time, d.zones[i]), contacts: t.Contacts,
			handle: t.HandleTime, spread: t.Deviation, patience: t.Patience, target: t.Target,
			clock: d.clock(cmp.Or(t.Day, day), t.Time, d.zones[i]),
		})
	}
	for i := range d.demands {
		slices.SortStableFunc(d.demands[i].intervals, func(a, b interval) int { return cmp.Compare(a.from, b.from) })
	}
	return d
}

// lineOf returns the position of the line of the traffic.
func lineOf(keys []lineKey, t Traffic, states ...*schema.State) int {
	id := identity(find(queueKind, t.Queue, states...))
	return slices.IndexFunc(keys, func(k lineKey) bool { return k.id == id && k.channel == t.Channel })
}

// dayLikeAny returns the first day from Monday on which a queue with traffic is open.
func dayLikeAny(s *schema.State, keys []lineKey) string {
	queues := byIdentity(s, queueKind)
	for i, weekday := range calendar.Weekdays {
		for _, k := range keys {
			if q := queues[k.id]; q != nil {
				if h := hoursOf(s, q); h != nil && len(h.Schedule[weekday]) > 0 {
					return likeAny.AddDate(0, 0, i).Format(time.DateOnly)
				}
			}
		}
	}
	return likeAny.Format(time.DateOnly)
}

// hoursOf returns the hours of operation of the queue; nil if there are none.
func hoursOf(s *schema.State, q *schema.Resource) *schema.HoursOfOperation {
	if h := find(hoursKind, q.Body.(*schema.Queue).HoursOfOperation, s); h != nil {
		return h.Body.(*schema.HoursOfOperation)
	}
	return nil
}

// zone returns the time zone of the queue.
func zone(s *schema.State, q *schema.Resource) *time.Location {
	if h := hoursOf(s, q); h != nil {
		if z, err := time.LoadLocation(h.TimeZone); err == nil {
			return z
		}
	}
	return time.UTC
}

// zoneOf returns the time zone of the first line of a routing profile.
func (d *days) zoneOf(p profile) *time.Location { return d.zones[p.rows[0].line] }

// in returns the time zone of the time, for a queue in the given one.
func (t Time) in(zone *time.Location) *time.Location {
	if t.UTC {
		return time.UTC
	}
	return zone
}

// seconds returns a time of day in seconds since 1970.
func seconds(date string, second int, zone *time.Location) int64 {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, second, 0, zone).Unix()
}

// span returns a time of a date on the clock.
func (d *days) span(date string, t Time, zone *time.Location) span {
	return span{float64(seconds(date, t.From, t.in(zone)) - d.begin), float64(seconds(date, t.To, t.in(zone)) - d.begin)}
}

// clock returns the second of the day at which the time begins in the zone.
func (d *days) clock(date string, t Time, zone *time.Location) float64 {
	local := time.Unix(seconds(date, t.From, t.in(zone)), 0).In(zone)
	return float64(local.Hour()*3600 + local.Minute()*60 + local.Second())
}

// open returns when the queue takes contacts on the days of the traffic.
func (d *days) open(s *schema.State, q *schema.Resource) []span {
	h := hoursOf(s, q)
	if h == nil || q.Body.(*schema.Queue).Status == "disabled" {
		return []span{}
	}
	var overrides []calendar.Override
	if d.dated {
		overrides = slices.Clone(h.Overrides)
		for _, name := range h.Parents {
			if p := find(hoursKind, name, s); p != nil {
				overrides = append(overrides, p.Body.(*schema.HoursOfOperation).Overrides...)
			}
		}
	}
	var all []span
	here := zone(s, q)
	for _, date := range d.around() {
		for _, day := range calendar.Days(date, 1, h.Schedule, overrides) {
			for _, times := range day.Times {
				all = append(all, d.span(date, Time{From: secondOf(times[:5]), To: secondOf(times[6:])}, here))
			}
		}
	}
	return joined(all)
}

// around returns the dates of the traffic and the days after them, on which it may end, and the
// days before them: in another time zone it may still be yesterday.
func (d *days) around() []string {
	var list []string
	for _, date := range d.dates {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			continue
		}
		for i := -1; i <= 1; i++ {
			list = append(list, day.AddDate(0, 0, i).Format(time.DateOnly))
		}
	}
	return schema.SortedSet(list)
}

// secondOf returns the second of the day of a time such as "08:30".
func secondOf(text string) int {
	hours, _ := strconv.Atoi(text[:2])
	minutes, _ := strconv.Atoi(text[3:])
	return (hours*60 + minutes) * 60
}

// shifts returns when each agent of the routing profile is at work, as the staffing says. The
// first agent of the profile is there whenever anybody is. The users are those who have the profile.
func (in *Input) shifts(profile string, users []string, zone *time.Location, d *days) [][]span {
	var groups []group
	of := map[string][]span{}
	for i, st := range in.Staffing {
		for _, date := range d.dates {
			if st.Day != "" && st.Day != date {
				continue
			}
			at := d.span(date, st.Time, zone)
			switch {
			case st.User != "":
				of[st.User] = append(of[st.User], at)
			case d.staffed[i] == profile:
				groups = append(groups, group{at, st.Agents})
			}
		}
	}
	all := stacked(groups)
	for _, u := range users {
		if len(of[u]) > 0 {
			all = append(all, joined(of[u]))
		}
	}
	return all
}

// A group is a number of agents who are at work at the same time.
type group struct {
	span
	agents int
}

// stacked returns the shifts of single agents. At each moment, as many are at work as all groups
// have together: 10 from 08:00 to 16:00 and 5 from 12:00 to 14:00 are 15 from 12:00 to 14:00.
func stacked(groups []group) [][]span {
	var times []float64
	for _, g := range groups {
		times = append(times, g.from, g.to)
	}
	slices.Sort(times)
	times = slices.Compact(times)
	var all [][]span
	for i := 1; i < len(times); i++ {
		n := 0
		for _, g := range groups {
			if g.from <= times[i-1] && times[i] <= g.to {
				n += g.agents
			}
		}
		for a := range n {
			if a == len(all) {
				all = append(all, nil)
			}
			all[a] = append(all[a], span{times[i-1], times[i]})
		}
	}
	for i := range all {
		all[i] = joined(all[i])
	}
	return all
}
